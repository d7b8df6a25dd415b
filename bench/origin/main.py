"""Measures the origin: hits beside nginx on the same core, draws, starts, and the command that draws."""

import statistics
import sys

import draws
import hits
import load
import servers
import tools


def run(quick: bool) -> None:
    tools.require(["nginx", "wrk", "taskset"])
    serving, loading = tools.two_cores()
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    tools.show([*tools.machine("nginx", "wrk"), *([note] if note else [])])
    hit_effort = load.Effort(3, 3, 2) if quick else load.Effort(15, 7, 5)
    measured = hits.measure(serving, loading, hit_effort)
    tools.show(measured.table())
    drawn = draws.measure_draws(6 if quick else 60)
    tools.show(drawn.table())
    starts = draws.measure_starts(2 if quick else 5)
    tools.show(starts.table())
    alone = draws.measure_draws(6 if quick else 30, serving)
    tools.show(alone.table())
    starts_alone = draws.measure_starts(2 if quick else 5, serving)
    tools.show(starts_alone.table())
    commands = draws.measure_commands(2 if quick else 5, serving)
    tools.show(commands.table())
    tools.figure(
        "origin.hit.anonymous.vs-nginx", measured.ratio(hits.ANONYMOUS), "ratio"
    )
    tools.figure("origin.hit.web.vs-nginx", measured.ratio(hits.WEB), "ratio")
    tools.figure(
        "origin.hit.anonymous.rps", measured.per_second(hits.ANONYMOUS), "requests/s"
    )
    tools.figure("origin.draw.images-per-second", drawn.per_second, "images/s")
    tools.figure("origin.start.ready", statistics.median(starts.ready), "s")
    tools.figure(
        "origin.start.first-avatar", statistics.median(starts.first_avatar), "s"
    )
    tools.figure("origin.one-core.draw", alone.seconds_each, "s")
    first = statistics.median(starts_alone.first_avatar)
    tools.figure("origin.one-core.first-avatar", first, "s")
    tools.figure("origin.one-core.command", statistics.median(commands.seconds), "s")


if __name__ == "__main__":
    sys.exit(tools.main("origin", __doc__, run))
