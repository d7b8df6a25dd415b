"""Renders that only measuring sees, kept in the working folder at the judge's size."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avatarmodel.attributes import NAMES
from avatarmodel.dataset import render_seed
from avatarmodel.evaluation.reducing import SIDE, reduced
from avatarmodel.shards import save_atomically

PACKAGE = Path(__file__).resolve().parent.parent
PART = 1000  # pictures a file


@dataclass(frozen=True)
class RenderSet:
    """A range of seeds. The generator's are below 10 million, these are above and never meet."""

    name: str
    first_seed: int
    count: int

    def load(self, folder: Path) -> "Renders":
        """Renders what is missing and reads the whole."""
        folder.mkdir(parents=True, exist_ok=True)
        images, rows = [], []
        for number, first in enumerate(range(0, self.count, PART)):
            images_file = folder / f"{self.name}-images-{number:03d}.npy"
            rows_file = folder / f"{self.name}-attributes-{number:03d}.npy"
            if not images_file.exists():
                count = min(PART, self.count - first)
                _render(self.first_seed + first, count, images_file, rows_file)
                print(f"rendered {images_file.name}", flush=True)
            images.append(np.load(images_file))
            rows.append(np.load(rows_file))
        return Renders(np.concatenate(images), np.concatenate(rows))


@dataclass(frozen=True)
class Renders:
    """Pictures and what they show."""

    images: np.ndarray  # uint8 [pictures, SIDE, SIDE, 3]
    attributes: np.ndarray  # int64 [pictures, attributes]


LEARNED = RenderSet("learned", 20_000_000, 16_000)
HELD_OUT = RenderSet("held-out", 30_000_000, 2_000)
HELD_OUT_TOO = RenderSet("held-out-too", 40_000_000, 2_000)


def _render(first_seed: int, count: int, images_file: Path, rows_file: Path) -> None:
    images = np.zeros((count, SIDE, SIDE, 3), np.uint8)
    rows = np.zeros((count, len(NAMES)), np.int64)
    for number in range(count):
        image, attributes = render_seed(first_seed + number)
        images[number] = reduced(image[None])[0]
        rows[number] = [attributes[name] for name in NAMES]
    save_atomically(rows_file, rows)
    save_atomically(images_file, images)


def prepare_folder(folder: Path) -> None:
    """Deletes what the folder holds of other art, judges included."""
    folder.mkdir(parents=True, exist_ok=True)
    art, note = art_digest(), folder / "art.sha256"
    if note.exists() and note.read_text(encoding="utf-8") != art:
        print("the renderer has changed: renders and judge are made anew", flush=True)
        for path in folder.iterdir():
            path.unlink()
    note.write_text(art, encoding="utf-8")


def art_digest() -> str:
    """Tells one renderer's pictures from another's."""
    own = [PACKAGE / "evaluation" / name for name in ("reducing.py", "renders.py")]
    art = [PACKAGE / "attributes.py", PACKAGE / "dataset.py", *(PACKAGE / "render").rglob("*.py")]
    return digest_of([*sorted(art), *own])


def digest_of(sources: list[Path]) -> str:
    """One digest of files of this package, names included."""
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
