"""Measures what drawing by workers costs beside drawing in the origin's own process."""

import statistics
import sys

import rounds
import servers
import tools


def run(quick: bool) -> None:
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    tools.show([*tools.machine(), *([note] if note else [])])
    effort = rounds.Effort(2, 2, 4) if quick else rounds.Effort(100, 7, 24)
    measured = [rounds.measure(count, effort) for count in (1, 2, 4)]
    tools.show(rounds.table(measured))
    latency = rounds.measure_latency(effort)
    tools.show(latency.table())
    for each in measured:
        tools.figure(
            f"workers.{each.drawers}.images-per-second",
            statistics.median(each.workers),
            "images/s",
        )
    tools.figure("workers.http-overhead", measured[0].overhead(), "ratio")
    tools.figure("workers.added-latency-p50", latency.added_ms(), "ms")


if __name__ == "__main__":
    sys.exit(tools.main("workers", __doc__, run))
