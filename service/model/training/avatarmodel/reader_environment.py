"""A Python environment for the second reader, kept in the user's cache."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from avatarmodel.places import READER_REQUIREMENTS


def reader_python() -> Path:
    """Its interpreter; what the requirements lock is installed where it is not yet."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    locked = hashlib.sha256(READER_REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = caches / "avatar-origin" / "second-reader" / f"python-{locked}"
    python, whole = folder / "bin" / "python", folder / "whole"
    if not whole.exists():
        print(f"installing Optimum in {folder} (some minutes, 6 GB, once)", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*install, "--requirement", READER_REQUIREMENTS], check=True)
        whole.touch()
    return python
