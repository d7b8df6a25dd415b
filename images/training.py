"""Runs the programs once, so that the virtual machine writes down the classes that they load."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PATIENCE = 120
TOKEN = "training-token-of-no-use"
HASH = "5bfcf2d8e394674550332640d72db509"


def free_ports(number):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [it.getsockname()[1] for it in sockets]


@contextlib.contextmanager
def running(command, folder, name, **variables):
    """A program, which is told to end at the end, and whose end is awaited: then it writes its cache."""
    environment = {"PATH": os.defpath, "HOME": str(folder), "ORT_DISABLE_TELEMETRY": "1"} | variables
    log = folder / f"{name}.log"
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder, env=environment)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                sys.exit(f"images/training.py: {name} did not end: {log.read_text()}")


def get(url, process):
    """What is there, waited for."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return answer.read()
        except (urllib.error.URLError, OSError) as e:
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"images/training.py: {url}: {e}")
            time.sleep(0.05)


def train_service(worker, origin):
    """A worker and an origin that draws with it; each command takes arguments of the program behind it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = pathlib.Path(scratch)
        http, worker_admin, s3, web, admin = free_ports(5)
        (folder / "token").write_text(TOKEN)
        (folder / "worker.yaml").write_text(
            f"{{port: {http}, admin: {{port: {worker_admin}}}, data: {folder}/worker, token-file: {folder}/token}}"
        )
        (folder / "origin.yaml").write_text(
            f"{{data: {folder}/origin, s3: {{port: {s3}, buckets: [{{name: avatars, access: public}}]}}, web: {{port: {web}}},"
            f" admin: {{port: {admin}}},"
            f' engine: {{kind: workers, urls: ["http://127.0.0.1:{http}"], token-file: {folder}/token}}}}'
        )
        with (
            running([*worker, "worker", "--config", "worker.yaml"], folder, "worker") as drawing,
            running([*origin, "serve", "--config", "origin.yaml"], folder, "origin") as serving,
        ):
            get(f"http://127.0.0.1:{worker_admin}/health/ready", drawing)
            get(f"http://127.0.0.1:{admin}/health/ready", serving)
            get(f"http://127.0.0.1:{worker_admin}/metrics", drawing)
            for path in ("metrics", "scaling", "status"):
                get(f"http://127.0.0.1:{admin}/{path}", serving)
            get(f"http://127.0.0.1:{s3}/avatars/{HASH}@64.png", serving)
            get(f"http://127.0.0.1:{web}/avatar/{HASH}", serving)
            get(f"http://127.0.0.1:{web}/", serving)


def train_operator(operator):
    """The operator as far as it gets without a cluster: it loads its configuration and its client, and gives up."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "config.yaml").write_text("images: {origin: none}")
        nowhere = free_ports(1)[0]
        (folder / "kubeconfig").write_text(
            f'{{apiVersion: v1, kind: Config, clusters: [{{name: none, cluster: {{server: "https://127.0.0.1:{nowhere}"}}}}],'
            " contexts: [{name: none, context: {cluster: none, user: none}}], users: [{name: none, user: {token: none}}], current-context: none}"
        )
        with running(
            operator, folder, "operator", KUBECONFIG="kubeconfig", AVATAR_ORIGIN_OPERATOR_CONFIG="config.yaml", PORT="0"
        ) as process:
            process.wait(PATIENCE)
