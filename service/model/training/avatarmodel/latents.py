"""Principal components of 16x16 patches: what encoder and decoder begin with."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avatarmodel.shards import Shard
from avatarmodel.unet import CELLS, CHANNELS

PATCH = 16
PATCH_VALUES = PATCH * PATCH * 3
SAMPLED_PICTURES = 50  # of each shard; more take gigabytes of memory and change nothing


@dataclass(frozen=True)
class PatchCodec:
    """Linear maps between patches and latent cells of mean variance 1."""

    encode_weight: np.ndarray  # [CHANNELS, PATCH_VALUES]
    encode_bias: np.ndarray  # [CHANNELS]
    decode_weight: np.ndarray  # [CHANNELS, PATCH_VALUES]
    mean: np.ndarray  # [PATCH_VALUES]

    def save(self, path: Path) -> None:
        np.savez(path, **vars(self))

    @staticmethod
    def load(path: Path) -> "PatchCodec":
        with np.load(path) as stored:
            return PatchCodec(**{name: stored[name] for name in stored.files})


def patches(images: np.ndarray) -> np.ndarray:
    """Patches [batch * CELLS * CELLS, PATCH_VALUES] (channel, row, column) in -1..1."""
    count = len(images)
    grid = images.reshape(count, CELLS, PATCH, CELLS, PATCH, 3).transpose(0, 1, 3, 5, 2, 4)
    return grid.reshape(-1, PATCH_VALUES).astype(np.float32) / 127.5 - 1


def fit_codec(sources: list[Shard]) -> PatchCodec:
    """Finds the components of a sample of the pictures and prints what they lose."""
    sample = np.concatenate([patches(shard.images()[:SAMPLED_PICTURES]) for shard in sources])
    mean = sample.mean(0)
    centred = sample - mean
    variances, vectors = np.linalg.eigh(centred.T @ centred / len(sample))
    variances, components = variances[::-1], vectors[:, ::-1].T[:CHANNELS]

    lost = variances[CHANNELS:].sum() / PATCH_VALUES / 4
    print(f"codec: linear decode {-10 * np.log10(lost):.2f} dB with {CHANNELS} components")

    # Dividing by the root of the deviation keeps strong components strong, which the UNet's loss
    # should feel, without drowning the weak ones.
    deviation = np.sqrt(variances[:CHANNELS])
    scale = np.sqrt(deviation)
    scale *= np.sqrt(np.mean((deviation / scale) ** 2))
    return PatchCodec(
        encode_weight=(components / scale[:, None]).astype(np.float32),
        encode_bias=(-(components @ mean) / scale).astype(np.float32),
        decode_weight=(components * scale[:, None]).astype(np.float32),
        mean=mean.astype(np.float32),
    )
