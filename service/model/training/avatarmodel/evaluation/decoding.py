"""How well the folder's decoder gives back renders that it never saw."""

from dataclasses import dataclass

import numpy as np
import torch

from avatarmodel.drawing import FolderModel
from avatarmodel.evaluation.measures import psnr
from avatarmodel.shards import Shard

BATCH = 16
FACE = slice(80, 176)  # rows and columns that the face fills in every picture


@dataclass(frozen=True)
class Decoding:
    """Mean signal-to-noise ratios in dB."""

    renders: int
    whole: float
    face: float


def decode(model: FolderModel, shard: Shard, count: int) -> np.ndarray:
    """Pictures [count, 256, 256, 3] of the first latents of a shard."""
    latents = shard.latents()[:count].astype(np.float32)
    starts = range(0, len(latents), BATCH)
    parts = [model.decode(torch.from_numpy(latents[i : i + BATCH])) for i in starts]
    return np.concatenate(parts)


def compare(decoded: np.ndarray, shard: Shard) -> Decoding:
    images = shard.images()[: len(decoded)]
    face = psnr(decoded[:, FACE, FACE], images[:, FACE, FACE])
    return Decoding(len(decoded), psnr(decoded, images), face)
