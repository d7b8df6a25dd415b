"""Draws: pictures per second of the embedded engine, and how long a start takes."""

import hashlib
import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import servers


@dataclass(frozen=True)
class Draws:
    """Pictures drawn through the S3 socket, by requests in parallel."""

    count: int
    parallel: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.count / self.seconds

    def table(self) -> list[str]:
        drawn = f"{self.count} pictures, {self.parallel} at a time"
        return [
            "draws: distinct cold keys through the S3 socket, every core",
            f"  {drawn}, {self.seconds:.1f} s: {self.per_second:.2f} a second",
        ]


@dataclass(frozen=True)
class Starts:
    """Seconds from the start of the process, one a start, each with an empty data folder."""

    ready: list[float]
    first_avatar: list[float]

    def table(self) -> list[str]:
        lines = [
            "start: seconds since the process was started, empty data folder, every core"
        ]
        for title, seconds in (
            ("ready", self.ready),
            ("first avatar", self.first_avatar),
        ):
            all_of_them = " ".join(f"{second:.2f}" for second in seconds)
            lines.append(
                f"  {title:<13} {statistics.median(seconds):.2f} ({all_of_them})"
            )
        return lines


def measure_draws(count: int) -> Draws:
    """After as many pictures to warm up as are drawn at a time."""
    parallel = len(os.sched_getaffinity(0))
    with servers.origin() as origin, ThreadPoolExecutor(parallel) as clients:
        list(clients.map(origin.draw, _keys("warm-up", parallel)))
        began = time.monotonic()
        list(clients.map(origin.draw, _keys("measured", count)))
        return Draws(count, parallel, time.monotonic() - began)


def measure_starts(count: int) -> Starts:
    """The first avatar is asked for as soon as the origin calls itself ready."""
    starts = Starts([], [])
    for key in _keys("start", count):
        with servers.origin() as origin:
            starts.ready.append(time.monotonic() - origin.started)
            origin.draw(key)
            starts.first_avatar.append(time.monotonic() - origin.started)
    return starts


def _keys(purpose: str, count: int) -> list[str]:
    return [
        hashlib.sha256(f"{purpose} {number}".encode()).hexdigest() + ".jpg"
        for number in range(count)
    ]
