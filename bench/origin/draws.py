"""Draws: pictures per second of the embedded engine, how long a start takes, and a command that draws."""

import hashlib
import os
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import servers


@dataclass(frozen=True)
class Draws:
    """Pictures drawn through the S3 socket, by requests in parallel."""

    cores: str
    count: int
    parallel: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.count / self.seconds

    @property
    def seconds_each(self) -> float:
        """How long one takes, where they are drawn one at a time."""
        return self.seconds / self.count

    def table(self) -> list[str]:
        drawn = f"{self.count} pictures, {self.parallel} at a time"
        return [
            f"draws: distinct cold keys through the S3 socket, {self.cores}",
            f"  {drawn}, {self.seconds:.1f} s: {self.per_second:.2f} a second",
        ]


@dataclass(frozen=True)
class Starts:
    """Seconds from the start of the process, one a start, each with an empty data folder."""

    cores: str
    ready: list[float]
    first_avatar: list[float]

    def table(self) -> list[str]:
        return [
            f"start: seconds since the process was started, empty data folder, {self.cores}",
            _row("ready", self.ready),
            _row("first avatar", self.first_avatar),
        ]


@dataclass(frozen=True)
class Commands:
    """Seconds of `avatar-origin draw` from its start to its end, each with an empty data folder."""

    cores: str
    seconds: list[float]

    def table(self) -> list[str]:
        return [
            f"command: seconds of `avatar-origin draw` in whole, empty data folder, {self.cores}",
            _row("one avatar", self.seconds),
        ]


def measure_draws(count: int, core: int | None = None) -> Draws:
    """After as many pictures to warm up as are drawn at a time: one for each core of the origin's."""
    parallel = 1 if core is not None else len(os.sched_getaffinity(0))
    with servers.origin(core) as origin, ThreadPoolExecutor(parallel) as clients:
        list(clients.map(origin.draw, _keys("warm-up", parallel)))
        began = time.monotonic()
        list(clients.map(origin.draw, _keys("measured", count)))
        return Draws(_cores(core), count, parallel, time.monotonic() - began)


def measure_starts(count: int, core: int | None = None) -> Starts:
    """The first avatar is asked for as soon as the origin calls itself ready."""
    starts = Starts(_cores(core), [], [])
    for key in _keys("start", count):
        with servers.origin(core) as origin:
            starts.ready.append(time.monotonic() - origin.started)
            origin.draw(key)
            starts.first_avatar.append(time.monotonic() - origin.started)
    return starts


def measure_commands(count: int, core: int) -> Commands:
    """Each draws another avatar to a file."""
    commands = Commands(_cores(core), [])
    for key in _keys("command", count):
        with tempfile.TemporaryDirectory(prefix="bench-draw-") as folder:
            command = ["taskset", "-c", str(core), str(servers.LAUNCHER), "draw"]
            command += [key.removesuffix(".jpg"), "--output", f"{folder}/{key}"]
            environment = os.environ | {"XDG_DATA_HOME": folder}
            began = time.monotonic()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            commands.seconds.append(time.monotonic() - began)
    return commands


def _cores(core: int | None) -> str:
    return "every core" if core is None else "one core"


def _row(title: str, seconds: list[float]) -> str:
    all_of_them = " ".join(f"{second:.2f}" for second in seconds)
    return f"  {title:<13} {statistics.median(seconds):.2f} ({all_of_them})"


def _keys(purpose: str, count: int) -> list[str]:
    return [
        hashlib.sha256(f"{purpose} {number}".encode()).hexdigest() + ".jpg"
        for number in range(count)
    ]
