"""Starts the origin and nginx for as long as a `with` block lasts, and ends them by their ids."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LAUNCHER = REPOSITORY / "avatar-origin"
BUCKET = "avatars"
HASH = "0123456789abcdef0123456789abcdef"
START_LIMIT_SECONDS = 60

NGINX_CONFIG = """
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 1000000000;
  default_type image/jpeg;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/www;
  }}
}}
"""


@dataclass(frozen=True)
class Origin:
    """A running origin: its process, when that was started, and its ports."""

    process: int
    started: float
    s3: int
    web: int

    admin: int

    def draw(self, key: str) -> bytes:
        return get(self.s3, f"/{BUCKET}/{key}", seconds=60)

    def object_of_about(self, wanted: int) -> tuple[str, bytes]:
        """The key and bytes of an avatar, in the size whose JPEG is nearest to this many bytes."""
        keys = (f"{HASH}@{size}.jpg" for size in range(64, 1025, 32))
        best: tuple[str, bytes] | None = None
        for key in keys:
            body = self.draw(key)
            if best is None or abs(len(body) - wanted) < abs(len(best[1]) - wanted):
                best = key, body
            if len(body) > wanted:
                break
        assert best is not None
        return best


@dataclass(frozen=True)
class Nginx:
    """A running nginx: its one worker, and its port."""

    process: int
    port: int


def cpu_seconds(process: int) -> float:
    """What all threads of a process have computed so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def status_mib(process: int, name: str) -> float:
    """What the kernel says of a process' memory: VmRSS is resident, VmHWM the most that was."""
    status = Path(f"/proc/{process}/status").read_text()
    (kib,) = re.findall(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)
    return int(kib) / 1024


def get(port: int, path: str, seconds: float) -> bytes:
    """The body of a 200; anything else is an error."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(
                f"{path} was answered with {response.status}: {body[:500]!r}"
            )
        return body


def build() -> None:
    """Builds the origin if need be, so that no measured start does."""
    subprocess.run([LAUNCHER, "--version"], check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def origin(
    core: int | None = None, settings: list[str] | None = None, data: str | None = None
) -> Iterator[Origin]:
    """An origin, ready, on one core or on all; with an open bucket and an empty data folder."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="bench-origin-")
        )
        s3, web, admin = free_ports(3)
        pinned = [] if core is None else ["taskset", "-c", str(core)]
        chosen = settings or [f"s3.buckets=[{{name: {BUCKET}, access: public}}]"]
        ports = {"--s3-port": s3, "--web-port": web, "--admin-port": admin}
        command = [*pinned, str(LAUNCHER), "serve", "--data", data or f"{folder}/data"]
        for setting in chosen:
            command += ["--set", setting]
        for flag, port in ports.items():
            command += [flag, str(port)]
        started = time.monotonic()
        process = stack.enter_context(running(command, Path(folder) / "log"))
        await_answer(admin, "/health/ready", started)
        yield Origin(process, started, s3, web, admin)


@contextlib.contextmanager
def worker(core: int | None = None) -> Iterator[int]:
    """The port of a worker that draws one picture at a time with the bundled model, ready."""
    with tempfile.TemporaryDirectory(prefix="bench-worker-") as folder:
        port, admin = free_ports(2)
        pinned = [] if core is None else ["taskset", "-c", str(core)]
        command = [*pinned, str(LAUNCHER), "worker", "--data", f"{folder}/data"]
        command += ["--port", str(port), "--admin-port", str(admin)]
        command += ["--set", "lanes=1"]
        started = time.monotonic()
        with running(command, Path(folder) / "log"):
            await_answer(admin, "/health/ready", started)
            yield port


@contextlib.contextmanager
def nginx(core: int, name: str, body: bytes) -> Iterator[Nginx]:
    """An nginx on one core that serves one file."""
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)  # its worker gives up root's rights
        (folder / "www").mkdir()
        (folder / "www" / name).write_bytes(body)
        (port,) = free_ports(1)
        config = folder / "nginx.conf"
        config.write_text(NGINX_CONFIG.format(folder=folder, port=port))
        log = folder / "log"
        command = [
            "taskset",
            "-c",
            str(core),
            "nginx",
            "-c",
            str(config),
            "-e",
            str(log),
        ]
        with running([*command, "-g", "daemon off;"], log) as master:
            await_answer(port, f"/{name}", time.monotonic())
            (worker,) = (
                Path(f"/proc/{master}/task/{master}/children").read_text().split()
            )
            yield Nginx(int(worker), port)


@contextlib.contextmanager
def running(
    command: list[str], log: Path, environment: dict[str, str] | None = None
) -> Iterator[int]:
    """The id of a process that runs this command."""
    quiet = {k: v for k, v in os.environ.items() if not k.startswith("AVATAR_ORIGIN_")}
    quiet |= environment or {}
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=quiet)
    try:
        yield process.pid
    except Exception as e:
        e.add_note(f"{' '.join(command)}\n{log.read_text(errors='replace')[-2000:]}")
        raise
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def await_answer(port: int, path: str, started: float) -> None:
    """Returns when a GET is answered with 200."""
    while True:
        try:
            get(port, path, seconds=5)
            return
        except (OSError, http.client.HTTPException, RuntimeError):
            if time.monotonic() - started > START_LIMIT_SECONDS:
                raise
            time.sleep(0.005)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
