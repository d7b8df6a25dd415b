"""Hits: GETs of one object, signed and not, on connections that are kept and on new ones."""

import contextlib
from dataclasses import dataclass

import load
import peers
import servers

BODY_BYTES = 10 * 1024
SIGNED_BUCKET = "signed"
NEW = "new connections: "
NGINX, ORIGIN, HELIDON = "nginx", "origin", "helidon alone"
ORIGIN_SIGNED, MINIO, VERSITYGW = "origin signed", "minio signed", "versitygw signed"


@dataclass(frozen=True)
class Hits:
    """The runs of every server, round by round."""

    body_bytes: int
    kept: load.Runs
    new: load.Runs

    def table(self) -> list[str]:
        size = f"{load.CONNECTIONS} connections, {self.body_bytes} bytes, one core"
        lines = [f"hits, connections kept: {size}"]
        lines += [*load.table(self.kept), *_ratios(self.kept, "")]
        lines += ["", f"hits, a new connection for each request: {size}"]
        return lines + [*load.table(self.new), *_ratios(self.new, NEW)]


def _ratios(runs: load.Runs, kind: str) -> list[str]:
    pairs = [
        (ORIGIN, NGINX),
        (ORIGIN, HELIDON),
        (HELIDON, NGINX),
        (ORIGIN_SIGNED, MINIO),
        (ORIGIN_SIGNED, VERSITYGW),
    ]
    return [load.ratio_line(runs, kind + ours, kind + peer) for ours, peer in pairs]


def measure(serving: int, loading: int, effort: load.Effort) -> Hits:
    """All servers live on the one core, and one at a time is loaded, in changing order."""
    credential = (
        f"access-key-id: {peers.SIGNER.access_key_id},"
        f" secret-access-key: {peers.SIGNER.secret_access_key}"
    )
    buckets = (
        f"{{name: {servers.BUCKET}, access: public}},"
        f" {{name: {SIGNED_BUCKET}, access: signed}}"
    )
    settings = [f"s3.buckets=[{buckets}]", f"s3.credentials=[{{{credential}}}]"]
    with contextlib.ExitStack() as stack:
        origin = stack.enter_context(servers.origin(serving, settings))
        key, body = origin.object_of_about(BODY_BYTES)
        nginx = stack.enter_context(servers.nginx(serving, key, body))
        helidon = stack.enter_context(peers.helidon(serving, body))
        minio = stack.enter_context(peers.minio(serving, key, body))
        versitygw = stack.enter_context(peers.versitygw(serving, key, body))
        targets = {
            NGINX: load.Target(f"http://127.0.0.1:{nginx.port}/{key}", nginx.process),
            ORIGIN: load.Target(
                f"http://127.0.0.1:{origin.s3}/{servers.BUCKET}/{key}", origin.process
            ),
            HELIDON: load.Target(f"http://127.0.0.1:{helidon.port}/x", helidon.process),
            ORIGIN_SIGNED: _signed(
                origin.s3, f"/{SIGNED_BUCKET}/{key}", origin.process
            ),
            MINIO: _signed(minio.port, f"/{servers.BUCKET}/{key}", minio.process),
            VERSITYGW: _signed(
                versitygw.port, f"/{servers.BUCKET}/{key}", versitygw.process
            ),
        }
        kept = load.interleaved(targets, loading, effort)
        closing = {NEW + name: _closing(target) for name, target in targets.items()}
        return Hits(len(body), kept, load.interleaved(closing, loading, effort))


def _signed(port: int, path: str, process: int) -> load.Target:
    host = f"127.0.0.1:{port}"
    return load.Target(
        f"http://{host}{path}",
        process,
        lambda: peers.SIGNER.headers("GET", host, path),
    )


def _closing(target: load.Target) -> load.Target:
    return load.Target(
        target.url,
        target.process,
        lambda: target.headers() | {"Connection": "close"},
    )
