"""Page loads at a steady rate, of an origin alone and of its twin with open event streams."""

import contextlib
import hashlib
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import drawers
import load
import servers
import streams

ALONE, STREAMED = "alone", f"{streams.COUNT} streams"
HASHES = 50  # so ten pages for each
PICTURE = f"/avatar/{servers.HASH}"
SETTINGS = [
    "engine.drawers=0",
    "web.trusted-proxies=1",  # the streams are of many clients
    "web.wait=10m",
]
SETTLING_SECONDS = 2
QUIET_SECONDS = 10
LEAST_RATE = 0.99  # of what is asked for, else the load was not what the table says


@dataclass(frozen=True)
class Effort:
    """How long is measured, and with how many page loads a second."""

    rounds: int
    seconds: int
    rate: int


@dataclass(frozen=True)
class Attack:
    """What one run saw, and what it cost the server."""

    p50_ms: float
    p99_ms: float
    cpu_share: float  # of one core


@dataclass(frozen=True)
class Loads:
    """Runs by what was loaded and which origin answered; what the streams cost while nobody asks."""

    files: int
    rate: int
    runs: dict[tuple[str, str], list[Attack]]
    streams_mib: float
    streams_cpu: float

    def p99(self, what: str, origin: str) -> float:
        return statistics.median(run.p99_ms for run in self.runs[what, origin])

    def ratio(self, what: str) -> float:
        return self.p99(what, STREAMED) / self.p99(what, ALONE)

    def table(self) -> list[str]:
        lines = [
            f"hits: {self.rate} pictures a second; pages: {self.rate} loads a second of {self.files} files each; one core",
            f"  {'median of rounds':<28}{'p50 ms':>12}{'p99 ms':>12}{'p99 least..most':>20}{'CPU share':>12}",
        ]
        for (what, origin), runs in self.runs.items():
            p50 = statistics.median(run.p50_ms for run in runs)
            p99s = [run.p99_ms for run in runs]
            cpu = statistics.median(run.cpu_share for run in runs)
            spread = f"{min(p99s):.2f}..{max(p99s):.2f}"
            lines.append(
                f"  {what + ', ' + origin:<28}{p50:>12.2f}{statistics.median(p99s):>12.2f}{spread:>20}{cpu:>12.3f}"
            )
        lines.append(
            f"{STREAMED} while nobody asks: {self.streams_mib:.1f} MiB and {self.streams_cpu:.4f} of a core"
        )
        return lines


def measure(vegeta: str, serving: int, loading: int, effort: Effort) -> Loads:
    """Nobody draws, so that the streams stay open; the origins are loaded in turns."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-web-"))
        with servers.origin(data=f"{folder}/{ALONE}") as drawing:
            drawing.draw(servers.HASH)
        shutil.copytree(f"{folder}/{ALONE}", f"{folder}/{STREAMED}")
        origins = {
            name: stack.enter_context(
                servers.origin(serving, SETTINGS, f"{folder}/{name}")
            )
            for name in (ALONE, STREAMED)
        }
        files = page_files(origins[ALONE])
        paths = {"hits": [PICTURE], "pages": [*files, PICTURE]}
        attacks = [(what, name) for what in paths for name in origins]
        runs: dict[tuple[str, str], list[Attack]] = {each: [] for each in attacks}

        def attack(what: str, name: str, effort: Effort) -> Attack:
            return _attack(vegeta, loading, origins[name], paths[what], effort)

        warming = replace(effort, seconds=2 * effort.seconds, rate=effort.rate // 4)
        for each in attacks:
            attack(*each, warming)
        before = {name: _at_rest(origin) for name, origin in origins.items()}
        stack.enter_context(_open_streams(origins[STREAMED]))
        after = {name: _at_rest(origin) for name, origin in origins.items()}
        for _ in range(effort.rounds):
            for each in attacks:
                runs[each].append(attack(*each, effort))
            attacks = [*attacks[1:], attacks[0]]
        grown = {name: after[name].mib - before[name].mib for name in origins}
        cpu = after[STREAMED].cpu_share - after[ALONE].cpu_share
        memory = grown[STREAMED] - grown[ALONE]
        return Loads(len(paths["pages"]), effort.rate, runs, memory, cpu)


def page_files(origin: servers.Origin) -> list[str]:
    """The paths of what a browser fetches for the page."""
    html = servers.get(origin.web, "/", seconds=5).decode()
    found = ["/", "/page.json", *re.findall(r'(?:href|src)="(/[^"]+)"', html)]
    for path in found:  # grows as modules name others
        if path.endswith(".js"):
            module = servers.get(origin.web, path, seconds=5).decode()
            named = re.findall(r'from "\.(/[^"]+)"', module)
            found += [each for each in dict.fromkeys(named) if each not in found]
    return list(dict.fromkeys(found))


def _attack(
    vegeta: str, core: int, origin: servers.Origin, paths: list[str], effort: Effort
) -> Attack:
    """One run at a steady rate, whose requests do not wait for each other's answers."""
    rate = effort.rate * len(paths)
    targets = "\n".join(f"GET http://127.0.0.1:{origin.web}{path}" for path in paths)
    pinned = ["taskset", "-c", str(core), vegeta]
    command = [*pinned, "attack", f"-rate={rate}/s", f"-duration={effort.seconds}s"]
    # As many as `wrk` opens elsewhere; what waits for one is part of the latency.
    command += [
        f"-connections={load.CONNECTIONS}",
        f"-max-connections={load.CONNECTIONS}",
    ]
    computed = servers.cpu_seconds(origin.process)
    seen = subprocess.run(
        command,
        input=targets.encode(),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the report says what went wrong
    ).stdout
    computed = servers.cpu_seconds(origin.process) - computed
    shown = subprocess.run(
        [*pinned, "report", "-type=json"],
        input=seen,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    report = json.loads(shown)
    if report["success"] < 1 or report["rate"] < LEAST_RATE * rate:
        raise RuntimeError(f"{rate} requests a second were not answered well: {report}")
    latencies = report["latencies"]
    return Attack(
        latencies["50th"] / 1e6, latencies["99th"] / 1e6, computed / effort.seconds
    )


@contextlib.contextmanager
def _open_streams(origin: servers.Origin) -> Iterator[None]:
    """Streams of pictures that wait to be drawn, each of which somebody has asked for."""
    hashes = [hashlib.md5(f"{number}".encode()).hexdigest() for number in range(HASHES)]
    with contextlib.ExitStack() as stack:
        for number, each in enumerate(hashes):
            asking = streams.request(origin.web, f"/avatar/{each}", number)
            stack.enter_context(contextlib.closing(asking))
        opened = streams.Streams(origin.web, hashes * (streams.COUNT // HASHES))
        with opened:
            opened.await_event("queued")
            yield


@dataclass(frozen=True)
class _Rest:
    mib: float
    cpu_share: float


def _at_rest(origin: servers.Origin) -> _Rest:
    """Resident memory after a full collection, and what is computed while nobody asks."""
    subprocess.run(
        [str(drawers.jdk() / "bin/jcmd"), str(origin.process), "GC.run"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    time.sleep(SETTLING_SECONDS)
    computed = servers.cpu_seconds(origin.process)
    time.sleep(QUIET_SECONDS)
    computed = servers.cpu_seconds(origin.process) - computed
    resident = servers.status_mib(origin.process, "VmRSS")
    return _Rest(resident, computed / QUIET_SECONDS)
