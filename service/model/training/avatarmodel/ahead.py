"""Makes the next step's batch while the step at hand is learned from, so that no GPU waits."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Batch = TypeVar("Batch")


class Ahead(Generic[Batch]):
    """Calls a function of the step on a thread of its own, one step early."""

    def __init__(self, make: Callable[[int], Batch]) -> None:
        self.make = make
        self.pool = ThreadPoolExecutor(1)
        self.pending: dict[int, Future[Batch]] = {}

    def batch(self, step: int) -> Batch:
        ready = self.pending.pop(step, None) or self.pool.submit(self.make, step)
        self.pending = {step + 1: self.pool.submit(self.make, step + 1)}
        return ready.result()
