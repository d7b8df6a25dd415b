"""Hits: GETs per second of an avatar that is already drawn, beside nginx with the same bytes."""

import re
import statistics
import subprocess
from dataclasses import dataclass

import servers

CONNECTIONS = 64
BODY_BYTES = 10 * 1024
HASH = "0123456789abcdef0123456789abcdef"
NGINX, ANONYMOUS, WEB = "nginx", "anonymous S3", "web"


@dataclass(frozen=True)
class Effort:
    """How long is measured."""

    warm_up_seconds: int
    rounds: int
    seconds: int


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw, and what it cost the server."""

    per_second: float
    cpu_micros: float
    median_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Target:
    """What is loaded, and the process that answers."""

    url: str
    process: int


@dataclass(frozen=True)
class Hits:
    """The runs of every server, round by round."""

    body_bytes: int
    runs: dict[str, list[Load]]

    def per_second(self, server: str) -> float:
        return statistics.median(load.per_second for load in self.runs[server])

    def ratio(self, server: str) -> float:
        return self.per_second(server) / self.per_second(NGINX)

    def ratios(self, server: str) -> list[float]:
        pairs = zip(self.runs[server], self.runs[NGINX], strict=True)
        return [load.per_second / peer.per_second for load, peer in pairs]

    def table(self) -> list[str]:
        lines = [
            f"hits: GETs per second, {CONNECTIONS} connections, {self.body_bytes} bytes, one core",
            _row("round", [NGINX, ANONYMOUS, "/ nginx", WEB, "/ nginx"]),
        ]
        for number in range(len(self.runs[NGINX])):
            lines.append(_row(str(number + 1), self._cells(number)))
        lines.append(_row("median", self._median_cells()))
        for server in (ANONYMOUS, WEB):
            ratios = self.ratios(server)
            spread = f"{min(ratios):.2f}..{max(ratios):.2f}"
            lines.append(f"{server} / nginx: {self.ratio(server):.2f} ({spread})")
        for server, loads in self.runs.items():
            cpu = statistics.median(load.cpu_micros for load in loads)
            median = statistics.median(load.median_ms for load in loads)
            p99 = statistics.median(load.p99_ms for load in loads)
            latency = f"median {median:.2f} ms, 99th {p99:.2f} ms"
            lines.append(f"{server}: {cpu:.1f} us of CPU a request, {latency}")
        return lines

    def _cells(self, number: int) -> list[str]:
        cells = [f"{self.runs[NGINX][number].per_second:.0f}"]
        for server in (ANONYMOUS, WEB):
            cells.append(f"{self.runs[server][number].per_second:.0f}")
            cells.append(f"{self.ratios(server)[number]:.2f}")
        return cells

    def _median_cells(self) -> list[str]:
        cells = [f"{self.per_second(NGINX):.0f}"]
        for server in (ANONYMOUS, WEB):
            cells += [f"{self.per_second(server):.0f}", f"{self.ratio(server):.2f}"]
        return cells


def measure(serving: int, loading: int, effort: Effort) -> Hits:
    """Both servers live on the one core, and one at a time is loaded, in changing order."""
    with servers.origin(core=serving) as origin:
        key, body = _object_of_about(BODY_BYTES, origin)
        if servers.get(origin.web, f"/avatar/{key}", seconds=5) != body:
            raise RuntimeError("the web socket serves other bytes than the S3 socket")
        with servers.nginx(serving, key, body) as nginx:
            targets = {
                NGINX: Target(f"http://127.0.0.1:{nginx.port}/{key}", nginx.process),
                ANONYMOUS: Target(
                    f"http://127.0.0.1:{origin.s3}/{servers.BUCKET}/{key}",
                    origin.process,
                ),
                WEB: Target(
                    f"http://127.0.0.1:{origin.web}/avatar/{key}", origin.process
                ),
            }
            for target in targets.values():
                _load(target, loading, effort.warm_up_seconds)
            return Hits(len(body), _interleaved(targets, loading, effort))


def _interleaved(
    targets: dict[str, Target], core: int, effort: Effort
) -> dict[str, list[Load]]:
    runs: dict[str, list[Load]] = {server: [] for server in targets}
    order = list(targets)
    for _ in range(effort.rounds):
        for server in order:
            runs[server].append(_load(targets[server], core, effort.seconds))
        order.append(order.pop(0))
    return runs


def _object_of_about(wanted: int, origin: servers.Origin) -> tuple[str, bytes]:
    keys = (f"{HASH}@{size}.jpg" for size in range(64, 1025, 32))
    best: tuple[str, bytes] | None = None
    for key in keys:
        body = origin.draw(key)
        if best is None or abs(len(body) - wanted) < abs(len(best[1]) - wanted):
            best = key, body
        if len(body) > wanted:
            break
    assert best is not None
    return best


def _load(target: Target, core: int, seconds: int) -> Load:
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", target.url]
    command = ["taskset", "-c", str(core), *wrk]
    computed = servers.cpu_seconds(target.process)
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    computed = servers.cpu_seconds(target.process) - computed
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(f"not every request was answered well:\n{report}")
    return Load(
        float(_found(r"Requests/sec:\s+([\d.]+)", report)),
        computed * 1e6 / int(_found(r"(\d+) requests in", report)),
        _milliseconds(_found(r"50%\s+([\d.]+\w+)", report)),
        _milliseconds(_found(r"99%\s+([\d.]+\w+)", report)),
    )


def _found(pattern: str, report: str) -> str:
    match = re.search(pattern, report)
    if match is None:
        raise RuntimeError(f"wrk's report has no {pattern}:\n{report}")
    return match[1]


def _milliseconds(duration: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", duration).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _row(title: str, cells: list[str]) -> str:
    return f"  {title:<7}" + "".join(f"{cell:>14}" for cell in cells)
