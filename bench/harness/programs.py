"""Programs that are built from their Go modules, once."""

import subprocess
from pathlib import Path

import servers


def path_of(name: str) -> str:
    """The program, built where that was not done yet."""
    command = [servers.REPOSITORY / "testbed" / "go-program", name]
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


def version_of(name: str) -> str:
    """The name with the version, which is that of the folder that the program lies in."""
    return Path(path_of(name)).parent.name
