"""Keeps in a file what a long run prints, each line with its time."""

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime
from io import TextIOBase
from pathlib import Path
from typing import TextIO


class Journal(TextIOBase):
    """Writes through to the screen, and line by line to the file."""

    def __init__(self, screen: TextIO, file: TextIO) -> None:
        self.screen = screen
        self.file = file
        self.unfinished = ""

    def write(self, text: str) -> int:
        self.screen.write(text)
        *lines, self.unfinished = (self.unfinished + text).split("\n")
        for line in lines:
            now = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
            self.file.write(f"{now} {line}\n")
        return len(text)

    def flush(self) -> None:
        self.screen.flush()
        self.file.flush()


@contextmanager
def journal(path: Path, screen: TextIO) -> Iterator[None]:
    """What is printed within the context is appended to the file as well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file, redirect_stdout(Journal(screen, file)):
        yield
