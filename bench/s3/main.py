"""Measures the S3 socket: hits beside nginx, MinIO and versitygw, and in a cold storm."""

import sys

import hits
import load
import programs
import servers
import storm
import tools


def run(quick: bool) -> None:
    tools.require(["nginx", "wrk", "taskset"])
    serving, loading = tools.two_cores()
    names = [programs.version_of(peer) for peer in ("minio", "versitygw")]
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    tools.show([*tools.machine("nginx", *names, "wrk"), *([note] if note else [])])
    effort = load.Effort(3, 1, 2) if quick else load.Effort(30, 5, 5)
    measured = hits.measure(serving, loading, effort)
    tools.show(measured.table())
    stormy = storm.measure(serving, loading, effort, hits.BODY_BYTES)
    tools.show(stormy.table())
    for name, ours, peer in (
        ("anonymous.vs-nginx", hits.ORIGIN, hits.NGINX),
        ("signed.vs-minio", hits.ORIGIN_SIGNED, hits.MINIO),
        ("signed.vs-versitygw", hits.ORIGIN_SIGNED, hits.VERSITYGW),
    ):
        tools.figure(f"s3.hit.{name}", load.ratio(measured.kept, ours, peer), "ratio")
    tools.figure("s3.hit.p99-under-cold-storm", stormy.ratio(), "ratio")


if __name__ == "__main__":
    sys.exit(tools.main("s3", __doc__, run))
