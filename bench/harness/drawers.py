"""Programs that draw: told what to by lines of JSON, and ended when their `with` block ends."""

# ruff: noqa: SIM905  (words read better as one string)

import contextlib
import functools
import json
import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

import servers

LIBRARY_SOURCE = Path(__file__).with_name("Drawer.java")
APPLICATION = servers.REPOSITORY / "service/cli/target/app"
BUNDLED = (
    servers.REPOSITORY
    / "service/model/src/main/resources/io/avatarorigin/model/bundled"
)
# What the launcher gives its Java.
JAVA_FLAGS = ["--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"]
WORDS = (
    "headshot portrait 1girl 1guy blonde brown red black hair hoodie sweatsuit watercolor ornate"
    " thick lines short long ponytail smile frown laughing angry sweater armor blue eyes anime"
).split()


@dataclass(frozen=True)
class Request:
    """What to draw, by the names of the Java record."""

    prompt: str
    negativePrompt: str
    seed: int
    steps: int
    guidanceScale: float
    width: int
    height: int


def random_prompt(chance: random.Random) -> str:
    return ", ".join(chance.sample(WORDS, chance.randint(3, 12)))


class Drawer:
    """A running program that draws."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def seconds(self, requests: list[Request], pictures: Path | None = None) -> float:
        """Draws them all at once; where a file is named it gets their RGB bytes."""
        lines = [asdict(request) for request in requests]
        return self.tell(requests=lines, pictures=pictures and str(pictures))["seconds"]

    def tell(self, **command: object) -> dict[str, float]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, float]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("ended without an answer")
        return json.loads(line)

    def cpu_seconds(self) -> float:
        return servers.cpu_seconds(self._process.pid)

    def peak_mib(self) -> float:
        """The most memory that the process has had resident so far."""
        return servers.status_mib(self._process.pid, "VmHWM")

    def resident_mib(self) -> float:
        return servers.status_mib(self._process.pid, "VmRSS")


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str] | None = None
) -> Iterator[Drawer]:
    """A program that has said that it is ready, until the block ends."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=os.environ | (environment or {}),
        )
        try:
            drawer = Drawer(process)
            drawer.answer()
            yield drawer
        except Exception as e:
            log.seek(0)
            e.add_note(f"{' '.join(command)}\n{log.read()[-3000:]}")
            raise
        finally:
            # All are started in one process: waiting for the end of input could deadlock them.
            process.kill()
            process.communicate()


def library(
    model: Path, threads: int, drawers: int, flags: list[str] | None = None
) -> AbstractContextManager[Drawer]:
    """This library: as many threads draw at once as are said, each with so many intra-op threads."""
    arguments = [str(model), str(threads), str(drawers)]
    return java(LIBRARY_SOURCE, arguments, flags=flags)


@contextlib.contextmanager
def java(
    source: Path,
    arguments: list[str],
    application: Path = APPLICATION,
    flags: list[str] | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator[Drawer]:
    """A program in one file that draws with the jars of an application."""
    jars = str(application / "lib/*")
    with tempfile.TemporaryDirectory(prefix="bench-drawer-") as classes:
        binaries = jdk() / "bin"
        compile_it = [binaries / "javac", "-cp", jars, "-d", classes, source]
        subprocess.run(compile_it, check=True)
        options = [*JAVA_FLAGS, *(flags or []), "-cp", f"{classes}:{jars}"]
        command = [str(binaries / "java"), *options, source.stem, *arguments]
        with running(command, environment) as drawer:
            yield drawer


@functools.cache
def jdk() -> Path:
    """The one that the launcher runs with."""
    script = '. "$0" && use_jdk25 && echo "$JAVA_HOME"'
    command = ["bash", "-c", script, servers.REPOSITORY / "scripts/jdk.sh"]
    return Path(subprocess.check_output(command, text=True).strip())
