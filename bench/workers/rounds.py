"""Rounds in which an origin with workers and one with the model in it draw the same keys."""

import contextlib
import hashlib
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import servers

OPEN = f"s3.buckets=[{{name: {servers.BUCKET}, access: public}}]"


@dataclass(frozen=True)
class Effort:
    """How much is measured: rounds, and pictures a round for each that draws.

    Before that each draws some more: the code between the processes is compiled as it is used.
    """

    warm_up: int
    rounds: int
    pictures: int


@dataclass(frozen=True)
class Measured:
    """Pictures a second, round by round, of as many drawers on either side."""

    drawers: int
    embedded: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)

    def overhead(self) -> float:
        """How much longer a picture takes by workers, of the medians: 0.05 is 5 % longer."""
        return statistics.median(self.embedded) / statistics.median(self.workers) - 1

    def line(self) -> str:
        pairs = zip(self.workers, self.embedded, strict=True)
        ratios = [workers / embedded for workers, embedded in pairs]
        spread = f"({min(ratios):.2f}..{max(ratios):.2f})"
        embedded, workers = map(statistics.median, (self.embedded, self.workers))
        ratio = workers / embedded
        return f"  {self.drawers:<10}{embedded:>12.2f}{workers:>12.2f}{ratio:>8.2f} {spread}"


@dataclass(frozen=True)
class Latency:
    """Seconds that a cold key took, one at a time."""

    embedded: list[float]
    workers: list[float]

    def added_ms(self) -> float:
        medians = map(statistics.median, (self.workers, self.embedded))
        workers, embedded = medians
        return (workers - embedded) * 1000

    def table(self) -> list[str]:
        lines = [f"latency: a cold key alone, {len(self.workers)} on either side"]
        for name, seconds in (("embedded", self.embedded), ("worker", self.workers)):
            millis = sorted(second * 1000 for second in seconds)
            high = millis[int(len(millis) * 0.95)]
            lines.append(
                f"  {name:<10} p50 {statistics.median(millis):.1f} ms, p95 {high:.1f} ms"
            )
        return lines


@dataclass(frozen=True)
class Pair:
    """Two origins that draw the same, one by itself and one by workers."""

    embedded: servers.Origin
    workers: servers.Origin


@contextlib.contextmanager
def origins(drawers: int) -> Iterator[Pair]:
    """Either with as many threads that draw, one a picture."""
    with contextlib.ExitStack() as stack:
        ports = [stack.enter_context(servers.worker()) for _ in range(drawers)]
        urls = ",".join(f"http://127.0.0.1:{port}" for port in ports)
        by_workers = ["engine.kind=workers", f"engine.urls={urls}", OPEN]
        embedded = stack.enter_context(
            servers.origin(settings=[f"engine.drawers={drawers}", OPEN])
        )
        workers = stack.enter_context(servers.origin(settings=by_workers))
        yield Pair(embedded, workers)


def measure(drawers: int, effort: Effort) -> Measured:
    """In turns."""
    measured = Measured(drawers)
    with origins(drawers) as pair:
        sides = [
            (pair.embedded, measured.embedded),
            (pair.workers, measured.workers),
        ]
        for number in range(-1, effort.rounds):
            count = drawers * (effort.warm_up if number < 0 else effort.pictures)
            for origin, rates in sides:
                rate = count / _seconds(origin, drawers, _keys(number, count))
                if number >= 0:
                    rates.append(rate)
            sides.reverse()
    return measured


def measure_latency(effort: Effort) -> Latency:
    """One key at a time, on either side in turns."""
    latency = Latency([], [])
    with origins(1) as pair:
        sides = [(pair.embedded, latency.embedded), (pair.workers, latency.workers)]
        for number in range(-1, effort.rounds):
            count = effort.warm_up if number < 0 else effort.pictures
            for key in _keys(number, count):
                for origin, seconds in sides:
                    took = _seconds(origin, 1, [key])
                    if number >= 0:
                        seconds.append(took)
                sides.reverse()
    return latency


def table(measured: list[Measured]) -> list[str]:
    head = f"  {'drawers':<10}{'embedded':>12}{'workers':>12}{'ratio':>8}"
    return [
        "throughput: cold keys a second, as many at once as there are drawers, one thread each",
        head,
        *[each.line() for each in measured],
    ]


def _seconds(origin: servers.Origin, at_once: int, keys: list[str]) -> float:
    with ThreadPoolExecutor(at_once) as clients:
        began = time.monotonic()
        list(clients.map(origin.draw, keys))
        return time.monotonic() - began


def _keys(number: int, count: int) -> list[str]:
    return [
        hashlib.sha256(f"round {number} key {each}".encode()).hexdigest() + ".jpg"
        for each in range(count)
    ]
