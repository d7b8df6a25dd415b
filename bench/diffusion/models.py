"""What the benchmark brings along for its peers: their Python, and models with random weights."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import drawers

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
MAKER = HERE / "make_model.py"


@dataclass(frozen=True)
class Model:
    """A model, and how it is drawn with; all pictures are square."""

    about: str
    onnx: Path
    torch: Path | None
    size: int
    steps: int
    guidance: float

    def request(self, number: int, prompt: str, steps: int = 0) -> drawers.Request:
        negative = "worst quality, blurry"
        wanted = steps or self.steps
        return drawers.Request(
            prompt, negative, number, wanted, self.guidance, self.size, self.size
        )


def cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "avatar-origin/bench-diffusion"


def python() -> Path:
    """The peers' own Python with what requirements.txt locks, installed where it is not yet."""

    def install(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "-r"]
        subprocess.run([*pip, REQUIREMENTS], check=True)

    about = "installing PyTorch, diffusers and ONNX Runtime (some minutes, 6 GB, once)"
    return _made("python", [REQUIREMENTS], about, install) / "bin/python"


def versions(*packages: str) -> list[str]:
    """Their names with the versions that are locked."""
    lines = REQUIREMENTS.read_text().splitlines()
    locked = dict(line.split("==") for line in lines)
    return [f"{package} {locked[package]}" for package in packages]


def bundled() -> Model:
    return Model("bundled model", drawers.BUNDLED, None, 256, 8, 4.0)


def small(steps: int) -> Model:
    folder = _random_weights("small", "a small model")
    about = "10.8 M UNet, random weights"
    return Model(about, folder / "onnx", folder / "torch", 256, steps, 7.0)


def sd15(steps: int) -> Model:
    folder = _random_weights("sd15", "a model of Stable Diffusion 1.5's size (9 GB)")
    about = "Stable Diffusion 1.5's shape, random weights"
    return Model(about, folder / "onnx", folder / "torch", 256, steps, 7.0)


def _random_weights(shape: str, about: str) -> Path:
    def make(folder: Path) -> None:
        tokenizer = ["--tokenizer", drawers.BUNDLED / "tokenizer"]
        command = [python(), MAKER, shape, folder, *tokenizer]
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        if made.returncode != 0:
            raise RuntimeError(f"{MAKER} {shape} failed:\n{made.stderr[-3000:]}")

    return _made(shape, [REQUIREMENTS, MAKER], f"making {about}, once", make)


def _made(
    name: str, sources: list[Path], about: str, make: Callable[[Path], None]
) -> Path:
    """A folder of the cache that is made anew when a source changes, and there when it is whole."""
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    folder = cache() / f"{name}-{digest.hexdigest()[:12]}"
    whole = folder / "whole"
    if not whole.exists():
        print(f"bench/run diffusion: {about}", file=sys.stderr)
        for older in cache().glob(f"{name}-*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        make(folder)
        whole.touch()
    return folder
