"""Draws that 500 pages follow step by step, and draws that nobody follows, in turns."""

import hashlib
import statistics
from dataclasses import dataclass

import servers
import streams

SETTINGS = [
    "engine.drawers=1",
    "web.trusted-proxies=1",  # the streams are of many clients
]


@dataclass(frozen=True)
class Watched:
    """CPU time of draws, and how long after the first page of a draw the last one heard of its end."""

    alone_cpu_ms: list[float]
    followed_cpu_ms: list[float]
    spread_ms: list[float]

    @property
    def cpu_ms_added(self) -> float:
        alone = statistics.median(self.alone_cpu_ms)
        return statistics.median(self.followed_cpu_ms) - alone

    def table(self) -> list[str]:
        alone = statistics.median(self.alone_cpu_ms)
        followed = statistics.median(self.followed_cpu_ms)
        spread = statistics.median(self.spread_ms)
        return [
            f"a draw that {streams.COUNT} pages follow, {len(self.spread_ms)} times, one core",
            f"  CPU of a draw {alone:.0f} ms; of one that is followed {followed:.0f} ms, opening the streams included",
            f"  the last page hears of the end {spread:.0f} ms after the first ({max(self.spread_ms):.0f} at most)",
        ]


def measure(core: int, draws: int) -> Watched:
    alone: list[float] = []
    followed: list[float] = []
    spreads: list[float] = []
    with servers.origin(core, SETTINGS) as origin:
        for number in range(-2, draws):
            computed = servers.cpu_seconds(origin.process)
            servers.get(origin.web, _path(f"alone {number}"), seconds=60)
            between = servers.cpu_seconds(origin.process)
            path = _path(f"followed {number}")
            name = path.rpartition("/")[2]
            with streams.Streams(origin.web, [name] * streams.COUNT) as pages:
                pages.await_open()
                servers.get(origin.web, path, seconds=60)
                ended = pages.await_event("done")
            if number >= 0:  # the first two warm up
                alone.append((between - computed) * 1000)
                spent = servers.cpu_seconds(origin.process) - between
                followed.append(spent * 1000)
                spreads.append((max(ended) - min(ended)) * 1000)
    return Watched(alone, followed, spreads)


def _path(text: str) -> str:
    return f"/avatar/{hashlib.md5(text.encode()).hexdigest()}"
