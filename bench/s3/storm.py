"""A cold storm: hits beside ten thousand requests for keys that nobody draws."""

import contextlib
import hashlib
import re
import resource
import shutil
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass

import load
import servers
import tools

COLD_KEYS = 10_000
LIMIT_SECONDS = 120


@dataclass(frozen=True)
class Storm:
    """Hits with nothing else to do, and hits while the cold keys wait."""

    idle: list[load.Load]
    waiting: list[load.Load]

    def ratio(self) -> float:
        return _p99(self.waiting) / _p99(self.idle)

    def table(self) -> list[str]:
        return [
            f"cold storm: hits while {COLD_KEYS} cold keys wait, and nobody draws",
            *load.table({"idle": self.idle, "storm": self.waiting}),
            f"p99 in the storm / idle: {self.ratio():.2f}",
        ]


def measure(serving: int, loading: int, effort: load.Effort, body_bytes: int) -> Storm:
    """One origin without drawers is in a storm, its twin is not; they are loaded in turns."""
    _require_open_files(COLD_KEYS + 1000)
    with tempfile.TemporaryDirectory(prefix="bench-storm-") as folder:
        data = f"{folder}/storm"
        with servers.origin(data=data) as drawing:
            key, _ = drawing.object_of_about(body_bytes)
        shutil.copytree(data, f"{folder}/idle")
        settings = [
            f"s3.buckets=[{{name: {servers.BUCKET}, access: public, wait: 10m}}]",
            "engine.drawers=0",
            f"engine.queue={2 * COLD_KEYS}",
            f"limits.connections={2 * COLD_KEYS}",
            f"limits.connections-per-client={2 * COLD_KEYS}",
        ]
        with (
            servers.origin(serving, settings, f"{folder}/idle") as idle,
            servers.origin(serving, settings, data) as stormed,
            _waiting(stormed),
        ):
            targets = {"idle": _hit(idle, key), "storm": _hit(stormed, key)}
            runs = load.interleaved(targets, loading, effort)
            if (_queued(idle), _queued(stormed)) != (0, COLD_KEYS):
                raise RuntimeError("cold keys did not wait to the end")
            return Storm(runs["idle"], runs["storm"])


def _hit(origin: servers.Origin, key: str) -> load.Target:
    url = f"http://127.0.0.1:{origin.s3}/{servers.BUCKET}/{key}"
    return load.Target(url, origin.process)


@contextlib.contextmanager
def _waiting(origin: servers.Origin) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for number in range(COLD_KEYS):
            client = stack.enter_context(
                socket.create_connection(("127.0.0.1", origin.s3))
            )
            key = hashlib.md5(f"cold {number}".encode()).hexdigest()
            head = f"GET /{servers.BUCKET}/{key} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            client.sendall(head.encode())
        started = time.monotonic()
        while _queued(origin) != COLD_KEYS:
            if time.monotonic() - started > LIMIT_SECONDS:
                raise RuntimeError(f"{_queued(origin)} of {COLD_KEYS} cold keys wait")
            time.sleep(0.1)
        yield


def _queued(origin: servers.Origin) -> int:
    metrics = servers.get(origin.admin, "/metrics", seconds=30).decode()
    (depth,) = re.findall(r"^avatar_origin_queue_depth (\S+)", metrics, re.MULTILINE)
    return int(float(depth))


def _require_open_files(wanted: int) -> None:
    """For this process and those that it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft >= wanted:
        return
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise tools.Unfit(
            f"needs {wanted} open files, and {hard} are allowed (ulimit -n)"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _p99(loads: list[load.Load]) -> float:
    return statistics.median(load.p99_ms for load in loads)
