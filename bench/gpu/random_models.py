"""The models that are drawn with: random fp16 weights, made by a script once, with the work that a picture is."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import drawers
import kept
import models

HERE = Path(__file__).parent
MAKER = HERE / "make_random.py"
GUIDANCE = 7.0
NEGATIVE_PROMPT = "worst quality, blurry"


@dataclass(frozen=True)
class Case:
    """So many pictures of one size together."""

    size: int
    count: int

    def __str__(self) -> str:
        return f"{self.size}.b{self.count}"


@dataclass(frozen=True)
class RandomModel:
    """A model: its folder holds one for PyTorch and one in ONNX, with the same weights."""

    name: str
    about: str
    folder: Path
    steps: int

    @property
    def onnx(self) -> Path:
        return self.folder / "onnx"

    @property
    def torch(self) -> Path:
        return self.folder / "torch"

    def request(self, number: int, prompt: str, case: Case) -> drawers.Request:
        return drawers.Request(
            prompt,
            NEGATIVE_PROMPT,
            number,
            self.steps,
            GUIDANCE,
            case.size,
            case.size,
        )

    def flops(self, size: int) -> float:
        """Of one picture: two predictions a step, as guidance wants, two prompts, and the decoder."""
        work = json.loads((self.folder / "flops.json").read_text())[str(size)]
        return 2 * self.steps * work["unet"] + 2 * work["text"] + work["decoder"]


def sd15(steps: int, sizes: tuple[int, ...]) -> RandomModel:
    about = "Stable Diffusion 1.5's shape, random fp16 weights"
    return _made("sd15", "sd15", about, steps, sizes)


def sdxl(steps: int, sizes: tuple[int, ...]) -> RandomModel:
    about = "Stable Diffusion XL's shape, random fp16 weights"
    return _made("sdxl", "sdxl", about, steps, sizes)


def tiny(steps: int, sizes: tuple[int, ...]) -> list[RandomModel]:
    """Of the same families, for a run that only shows that all works."""
    return [
        _made(f"tiny-{name}", name, f"a tiny model like {name}", steps, sizes)
        for name in ("sd15", "sdxl")
    ]


def _made(
    shape: str, name: str, about: str, steps: int, sizes: tuple[int, ...]
) -> RandomModel:
    def make(folder: Path) -> None:
        options = ["--tokenizer", drawers.BUNDLED / "tokenizer", "--sizes"]
        command = [models.python(), MAKER, shape, folder, *options, *map(str, sizes)]
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        if made.returncode != 0:
            raise RuntimeError(f"{MAKER} {shape} failed:\n{made.stderr[-3000:]}")

    sources = [models.REQUIREMENTS, models.MAKER, MAKER, HERE / "flops.py"]
    folder = kept.folder("gpu", shape, sources, f"making {about}, once", make)
    return RandomModel(name, about, folder, steps)
