"""Load by wrk: what one run saw, what it cost the server, and rounds in which targets take turns."""

import statistics
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import servers

CONNECTIONS = 64
REPORT = Path(__file__).with_name("report.lua")


@dataclass(frozen=True)
class Effort:
    """How long is measured."""

    warm_up_seconds: int
    rounds: int
    seconds: int


@dataclass(frozen=True)
class Target:
    """What is loaded, and the process that answers."""

    url: str
    process: int
    headers: Callable[[], dict[str, str]] = field(default=dict)


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw, and what it cost the server."""

    per_second: float
    cpu_micros: float
    p50_ms: float
    p99_ms: float
    p999_ms: float


Runs = dict[str, list[Load]]


def interleaved(targets: dict[str, Target], core: int, effort: Effort) -> Runs:
    """One target at a time is loaded, from this core, in changing order."""
    for target in targets.values():
        run(target, core, effort.warm_up_seconds)
    runs: Runs = {name: [] for name in targets}
    order = list(targets)
    for _ in range(effort.rounds):
        for name in order:
            runs[name].append(run(targets[name], core, effort.seconds))
        order.append(order.pop(0))
    return runs


def run(target: Target, core: int, seconds: int) -> Load:
    """One run of wrk; every request has to be answered well."""
    headers = [
        part for line in target.headers().items() for part in ("-H", ": ".join(line))
    ]
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(REPORT), *headers]
    command = ["taskset", "-c", str(core), "wrk", *options, target.url]
    computed = servers.cpu_seconds(target.process)
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    computed = servers.cpu_seconds(target.process) - computed
    seen = _seen(report)
    if seen["failed"] > 0 or seen["requests"] == 0:
        raise RuntimeError(
            f"not every request to {target.url} was answered well:\n{report}"
        )
    return Load(
        seen["requests"] / seen["seconds"],
        computed * 1e6 / seen["requests"],
        seen["p50_ms"],
        seen["p99_ms"],
        seen["p999_ms"],
    )


def median(runs: Runs, name: str, what: str = "per_second") -> float:
    return statistics.median(getattr(load, what) for load in runs[name])


def ratio(runs: Runs, name: str, peer: str) -> float:
    """Of the medians."""
    return median(runs, name) / median(runs, peer)


def ratios(runs: Runs, name: str, peer: str) -> list[float]:
    """Round by round."""
    pairs = zip(runs[name], runs[peer], strict=True)
    return [load.per_second / other.per_second for load, other in pairs]


def ratio_line(runs: Runs, name: str, peer: str) -> str:
    rounds = ratios(runs, name, peer)
    spread = f"{min(rounds):.2f}..{max(rounds):.2f}"
    return f"{name} / {peer}: {ratio(runs, name, peer):.2f} ({spread})"


def table(runs: Runs) -> list[str]:
    """The medians, one line a target."""
    columns = ("requests/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU us")
    lines = [f"  {'median of rounds':<36}" + "".join(f"{c:>12}" for c in columns)]
    for name in runs:
        whats = ("per_second", "p50_ms", "p99_ms", "p999_ms", "cpu_micros")
        numbers = [median(runs, name, what) for what in whats]
        cells = [f"{numbers[0]:.0f}", *(f"{number:.2f}" for number in numbers[1:4])]
        lines.append(
            f"  {name:<36}" + "".join(f"{c:>12}" for c in [*cells, f"{numbers[4]:.1f}"])
        )
    return lines


def _seen(report: str) -> dict[str, float]:
    for line in report.splitlines():
        if line.startswith("seen "):
            return {
                name: float(value)
                for name, _, value in (part.partition("=") for part in line.split()[1:])
            }
    raise RuntimeError(f"wrk reported nothing:\n{report}")
