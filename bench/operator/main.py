"""Measures how soon the operator has nothing left to write for many AvatarOrigins, and what it takes at rest."""

import subprocess
import sys

import servers
import tools

ORIGINS = 1000
REST_SECONDS = 60


def run(quick: bool) -> None:
    note = tools.busy_note()
    tools.show([*tools.machine(), *([note] if note else [])])
    origins, rest = (20, 10) if quick else (ORIGINS, REST_SECONDS)
    test = "ManyOriginsIT"
    command = [
        *(servers.REPOSITORY / "scripts/one-test", "testbed,operator", test),
        *(f"-Doperator.origins={origins}", f"-Doperator.rest-seconds={rest}"),
        "-Djacoco.skip",
    ]
    with subprocess.Popen(
        command, cwd=servers.REPOSITORY, stdout=subprocess.PIPE, text=True
    ) as build:
        assert build.stdout is not None
        for line in build.stdout:
            if line.startswith(("figure ", "[ERROR]")):
                print(line, end="", flush=True)
    if build.returncode:
        sys.exit(f"bench/run operator: {test} failed")


if __name__ == "__main__":
    sys.exit(tools.main("operator", __doc__, run))
