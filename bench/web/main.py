"""Measures the web face: a thousand page loads a second, beside open event streams and without."""

import statistics
import sys

import loads
import programs
import servers
import tools
import watched


def run(quick: bool) -> None:
    tools.require(["taskset"])
    vegeta = programs.path_of("vegeta")
    serving, loading = tools.two_cores()
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    peer = programs.version_of("vegeta")
    tools.show([*tools.machine(peer), *([note] if note else [])])
    effort = loads.Effort(1, 3, 200) if quick else loads.Effort(5, 10, 1000)
    loaded = loads.measure(vegeta, serving, loading, effort)
    tools.show(loaded.table())
    followed = watched.measure(serving, 3 if quick else 20)
    tools.show(followed.table())
    tools.figure("web.hit.p99", loaded.p99("hits", loads.ALONE), "ms")
    tools.figure("web.page.p99", loaded.p99("pages", loads.ALONE), "ms")
    tools.figure("web.hit.p99-under-streams", loaded.ratio("hits"), "ratio")
    tools.figure("web.page.p99-under-streams", loaded.ratio("pages"), "ratio")
    tools.figure("web.streams.memory", loaded.streams_mib, "MiB")
    tools.figure("web.streams.cpu", loaded.streams_cpu, "ratio")
    tools.figure("web.followed.cpu", followed.cpu_ms_added, "ms")
    spread = statistics.median(followed.spread_ms)
    tools.figure("web.followed.spread", spread, "ms")


if __name__ == "__main__":
    sys.exit(tools.main("web", __doc__, run))
