"""Measures the origin: hits beside nginx on the same core, draws, and starts."""

import argparse
import signal
import statistics
import sys

import draws
import hits
import servers
import tools


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/run origin", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="short runs, not to be quoted"
    )
    quick = parser.parse_args().quick
    # Ends what runs by way of `finally`, as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        run(quick)
    except KeyboardInterrupt:
        return 130
    except tools.Unfit as e:
        print(f"bench/run origin: {e}", file=sys.stderr)
        return 2
    return 0


def run(quick: bool) -> None:
    tools.require(["nginx", "wrk", "taskset"])
    serving, loading = tools.two_cores()
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    show([*tools.machine(), *([note] if note else [])])
    hit_effort = hits.Effort(3, 3, 2) if quick else hits.Effort(15, 7, 5)
    measured = hits.measure(serving, loading, hit_effort)
    show(measured.table())
    drawn = draws.measure_draws(6 if quick else 60)
    show(drawn.table())
    starts = draws.measure_starts(2 if quick else 5)
    show(starts.table())
    figure("origin.hit.anonymous.vs-nginx", measured.ratio(hits.ANONYMOUS), "ratio")
    figure("origin.hit.web.vs-nginx", measured.ratio(hits.WEB), "ratio")
    figure(
        "origin.hit.anonymous.rps", measured.per_second(hits.ANONYMOUS), "requests/s"
    )
    figure("origin.draw.images-per-second", drawn.per_second, "images/s")
    figure("origin.start.ready", statistics.median(starts.ready), "s")
    figure("origin.start.first-avatar", statistics.median(starts.first_avatar), "s")


def show(lines: list[str]) -> None:
    print("\n".join(lines), end="\n\n", flush=True)


def figure(name: str, value: float, unit: str) -> None:
    number = f"{value:.0f}" if value >= 1000 else f"{value:.3g}"
    print(f"figure {name} {number} {unit}")


if __name__ == "__main__":
    sys.exit(main())
