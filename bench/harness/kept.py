"""Folders of what is dear to make, kept from run to run."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path


def cache(benchmark: str) -> Path:
    """Where a benchmark keeps them."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / f"avatar-origin/bench-{benchmark}"


def folder(
    benchmark: str,
    name: str,
    sources: list[Path],
    about: str,
    make: Callable[[Path], None],
) -> Path:
    """One that is made anew when a source changes, and there when it is whole."""
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    made = cache(benchmark) / f"{name}-{digest.hexdigest()[:12]}"
    whole = made / "whole"
    if not whole.exists():
        print(f"bench/run {benchmark}: {about}", file=sys.stderr)
        for older in cache(benchmark).glob(f"{name}-*"):
            shutil.rmtree(older)
        made.mkdir(parents=True)
        make(made)
        whole.touch()
    return made
