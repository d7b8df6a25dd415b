"""Stops a run where nothing of it is lost: at once, or after the training step at hand."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(Exception):
    """The user asked for an end; the message says where the run stands."""


class Stop:
    """Whether an end was asked for. Signals ask once `listen` was called."""

    def __init__(self) -> None:
        self.asked = False
        self.delayed = False

    def listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def wanted(self) -> bool:
        return self.asked

    @contextmanager
    def delay(self) -> Iterator[None]:
        """Within the context a signal only sets `asked`; a second one ends the run all the same."""
        self.delayed = True
        try:
            yield
        finally:
            self.delayed = False

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self.asked or not self.delayed:
            name = signal.Signals(number).name
            raise Stopped(f"stopped by {name}; the same command goes on from what is finished")
        self.asked = True
