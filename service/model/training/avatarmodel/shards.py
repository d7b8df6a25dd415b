"""The data set on disk: numbered shards of pictures, their latents and their attributes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from avatarmodel.attributes import NAMES, Attributes

SHARD_SIZE = 1000


@dataclass(frozen=True)
class Shard:
    """One numbered part of the data set; its pictures are read from disk as they are needed."""

    folder: Path
    number: int

    @property
    def images_file(self) -> Path:  # uint8 [pictures, 256, 256, 3]
        return self._file("images")

    @property
    def latents_file(self) -> Path:  # float16 [pictures, CHANNELS, CELLS, CELLS]
        return self._file("latents")

    @property
    def redrawn_file(self) -> Path:  # the same, see redraw.py
        return self._file("redrawn")

    @property
    def attributes_file(self) -> Path:  # int8 [pictures, attributes]
        return self._file("attributes")

    def images(self) -> np.ndarray:
        return np.load(self.images_file, mmap_mode="r")

    def latents(self) -> np.ndarray:
        return np.load(self.latents_file)

    def attributes(self) -> np.ndarray:
        return np.load(self.attributes_file)

    def _file(self, kind: str) -> Path:
        return self.folder / f"{kind}-{self.number:03d}.npy"


def shards(folder: Path) -> list[Shard]:
    """The shards whose pictures have been rendered, in order."""
    numbers = sorted(int(path.stem.split("-")[1]) for path in folder.glob("images-*.npy"))
    if not numbers:
        raise FileNotFoundError(f"no rendered pictures in {folder}")
    return [Shard(folder, number) for number in numbers]


def save_atomically(path: Path, array: np.ndarray) -> None:
    """Writes a file that is either whole or absent, so that a broken run can be resumed."""
    partial = path.with_suffix(".partial.npy")
    np.save(partial, array)
    partial.replace(path)


def attributes_of(row: np.ndarray) -> Attributes:
    return dict(zip(NAMES, (int(value) for value in row), strict=True))


def to_tensor(images: np.ndarray) -> Tensor:
    """Pictures [batch, height, width, 3] of bytes as [batch, 3, height, width] in -1..1."""
    return torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float() / 127.5 - 1


def to_images(tensor: Tensor) -> np.ndarray:
    """The inverse of to_tensor; values outside -1..1 are clipped."""
    clipped = tensor.detach().clamp(-1, 1)
    return ((clipped + 1) * 127.5).round().byte().permute(0, 2, 3, 1).contiguous().numpy()
