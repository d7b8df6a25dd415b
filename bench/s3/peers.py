"""MinIO and versitygw with one object, for as long as a `with` block lasts."""

import contextlib
import http.client
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import drawers
import programs
import servers
import sigv4

SIGNER = sigv4.Signer("benchmark", "benchmark-secret")


@dataclass(frozen=True)
class Peer:
    """A running S3 server that holds the object."""

    process: int
    port: int


@contextlib.contextmanager
def minio(core: int, key: str, body: bytes) -> Iterator[Peer]:
    (port, console) = servers.free_ports(2)
    environment = {
        "MINIO_ROOT_USER": SIGNER.access_key_id,
        "MINIO_ROOT_PASSWORD": SIGNER.secret_access_key,
    }
    listen = [
        "--address",
        f"127.0.0.1:{port}",
        "--console-address",
        f"127.0.0.1:{console}",
    ]
    command = [programs.path_of("minio"), "server", "--quiet", *listen]
    with _with_object(core, command, environment, port, key, body) as peer:
        yield peer


@contextlib.contextmanager
def versitygw(core: int, key: str, body: bytes) -> Iterator[Peer]:
    (port,) = servers.free_ports(1)
    environment = {
        "ROOT_ACCESS_KEY": SIGNER.access_key_id,
        "ROOT_SECRET_KEY": SIGNER.secret_access_key,
    }
    command = [
        programs.path_of("versitygw"),
        "--quiet",
        "--port",
        f"127.0.0.1:{port}",
        "posix",
    ]
    with _with_object(core, command, environment, port, key, body) as peer:
        yield peer


@contextlib.contextmanager
def helidon(core: int, body: bytes) -> Iterator[Peer]:
    """The web server that the origin stands on, which answers everything with these bytes."""
    with tempfile.TemporaryDirectory(prefix="bench-helidon-") as folder:
        (port,) = servers.free_ports(1)
        file = Path(folder) / "body"
        file.write_bytes(body)
        jars = str(servers.REPOSITORY / "service/cli/target/app/lib/*")
        command = ["taskset", "-c", str(core), str(drawers.jdk() / "bin/java")]
        command += ["-XX:+UseSerialGC", "-cp", jars]
        command += [
            str(Path(__file__).with_name("FixedBody.java")),
            str(port),
            str(file),
        ]
        started = time.monotonic()
        with servers.running(command, Path(folder) / "log") as process:
            servers.await_answer(port, "/", started)
            yield Peer(process, port)


@contextlib.contextmanager
def _with_object(
    core: int,
    command: list[str],
    environment: dict[str, str],
    port: int,
    key: str,
    body: bytes,
) -> Iterator[Peer]:
    with tempfile.TemporaryDirectory(prefix="bench-s3-") as folder:
        (Path(folder) / "data").mkdir()
        pinned = ["taskset", "-c", str(core), *command, f"{folder}/data"]
        with servers.running(pinned, Path(folder) / "log", environment) as process:
            _put_when_it_answers(port, f"/{servers.BUCKET}", b"")
            _put_when_it_answers(port, f"/{servers.BUCKET}/{key}", body)
            yield Peer(process, port)


def _put_when_it_answers(port: int, path: str, body: bytes) -> None:
    started = time.monotonic()
    while True:
        try:
            status, answer = _put(port, path, body)
            if status == 200:
                return
        except OSError as e:
            status, answer = 0, repr(e).encode()
        if time.monotonic() - started > servers.START_LIMIT_SECONDS:
            raise RuntimeError(f"PUT {path} was answered with {status}: {answer!r}")
        time.sleep(0.05)


def _put(port: int, path: str, body: bytes) -> tuple[int, bytes]:
    headers = SIGNER.headers("PUT", f"127.0.0.1:{port}", path)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("PUT", path, body, headers | {"Content-Type": "image/jpeg"})
        response = connection.getresponse()
        return response.status, response.read()
