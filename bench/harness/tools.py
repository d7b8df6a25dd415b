"""The programs that the benchmark runs beside the origin, and the machine it runs on."""

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

DEBIAN_PACKAGES = {"nginx": "nginx", "wrk": "wrk", "taskset": "util-linux"}


class Unfit(Exception):
    """The machine lacks something; the message says what."""


def main(
    name: str,
    about: str,
    run: Callable[..., None],
    parts: Sequence[str] = (),
    dry_run: Callable[[], None] | None = None,
) -> int:
    """Runs a benchmark, which is told whether it is to be quick; the result is the exit status.

    One that has parts is also told which of them are asked for: those of --only, or none.
    """
    parser = argparse.ArgumentParser(prog=f"bench/run {name}", description=about)
    parser.add_argument(
        "--quick", action="store_true", help="short runs, not to be quoted"
    )
    if parts:
        parser.add_argument(
            "--only",
            action="append",
            choices=parts,
            default=[],
            help="that part alone; may be given several times",
        )
    if dry_run:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="shows anywhere that the scripts work",
        )
    arguments = parser.parse_args()
    told = [arguments.quick, *([arguments.only] if parts else [])]
    # Ends what runs by way of `finally`, as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if dry_run and arguments.dry_run:
            dry_run()
        else:
            run(*told)
    except KeyboardInterrupt:
        return 130
    except Unfit as e:
        print(f"bench/run {name}: {e}", file=sys.stderr)
        return 2
    return 0


def require(programs: Iterable[str]) -> None:
    """Installs what is missing where that can be done, else says what to install."""
    missing = [program for program in programs if not shutil.which(program)]
    if not missing:
        return
    packages = [DEBIAN_PACKAGES[program] for program in missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Unfit(f"needs {', '.join(missing)}: install {' '.join(packages)}")
    # The run level keeps the package from starting an nginx of its own.
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def two_cores() -> tuple[int, int]:
    """The core that serves and the one that loads it."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise Unfit("needs two cores: one serves, the other makes the load")
    return cores[0], cores[1]


def machine(*peers: str) -> list[str]:
    """Whatever a reader needs to judge the numbers; nginx and wrk tell their version, other peers come with it."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"machine  {_processor()}, {cores} cores, {memory:.0f} GiB",
        f"kernel   {platform.system()} {platform.release()}",
        f"peers    {', '.join(map(_version, peers))}",
    ]


def busy_note() -> str | None:
    """A warning, when other work already takes a core's time."""
    load = os.getloadavg()[0]
    if load < 0.5:
        return None
    return (
        f"note     other work runs here (load {load:.1f}): do not quote these numbers"
    )


def show(lines: list[str]) -> None:
    print("\n".join(lines), end="\n\n", flush=True)


def figure(name: str, value: float, unit: str) -> None:
    number = f"{value:.0f}" if value >= 1000 else f"{value:.3g}"
    print(f"figure {name} {number} {unit}")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _version(peer: str) -> str:
    return _first_line(peer, "-v") if peer in ("nginx", "wrk") else peer


def _first_line(*command: str) -> str:
    # Not checked: wrk answers -v with exit status 1.
    shown = subprocess.run(command, check=False, capture_output=True, text=True)
    line = (shown.stderr + shown.stdout).splitlines()[0]
    return " ".join(line.removeprefix("nginx version: ").split()[:2])
