"""Hits: GETs per second of an avatar that is already drawn, beside nginx with the same bytes."""

from dataclasses import dataclass

import load
import servers

BODY_BYTES = 10 * 1024
NGINX, ANONYMOUS, WEB = "nginx", "anonymous S3", "web"


@dataclass(frozen=True)
class Hits:
    """The runs of every server, round by round."""

    body_bytes: int
    runs: load.Runs

    def per_second(self, server: str) -> float:
        return load.median(self.runs, server)

    def ratio(self, server: str) -> float:
        return load.ratio(self.runs, server, NGINX)

    def table(self) -> list[str]:
        return [
            f"hits: {load.CONNECTIONS} connections, {self.body_bytes} bytes, one core",
            *load.table(self.runs),
            *(load.ratio_line(self.runs, server, NGINX) for server in (ANONYMOUS, WEB)),
        ]


def measure(serving: int, loading: int, effort: load.Effort) -> Hits:
    """Both servers live on the one core, and one at a time is loaded, in changing order."""
    with servers.origin(core=serving) as origin:
        key, body = origin.object_of_about(BODY_BYTES)
        if servers.get(origin.web, f"/avatar/{key}", seconds=5) != body:
            raise RuntimeError("the web socket serves other bytes than the S3 socket")
        with servers.nginx(serving, key, body) as nginx:
            s3 = f"http://127.0.0.1:{origin.s3}/{servers.BUCKET}/{key}"
            web = f"http://127.0.0.1:{origin.web}/avatar/{key}"
            targets = {
                NGINX: load.Target(
                    f"http://127.0.0.1:{nginx.port}/{key}", nginx.process
                ),
                ANONYMOUS: load.Target(s3, origin.process),
                WEB: load.Target(web, origin.process),
            }
            return Hits(len(body), load.interleaved(targets, loading, effort))
