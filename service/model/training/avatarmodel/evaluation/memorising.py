"""Does the model copy? Compares its pictures' nearest training renders with those of new renders.

Pictures are compared as 32x32 pixels: a copy is near in pixels, whereas the judge's features leave
out skin, pose and colours, by which renders of the same words differ.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avatarmodel.evaluation.measures import nearest
from avatarmodel.evaluation.reducing import reduced
from avatarmodel.shards import Shard
from avatarmodel.sheets import write_sheet

SIDE = 32
READ_AT_ONCE = 250
PAIRS_ON_SHEET = 12
NEAR_PERCENT = 1.0


@dataclass(frozen=True)
class Memorising:
    """Distances are root mean squares over 32x32 pixels, in 255ths of a channel."""

    training_renders: int
    sample_median: float
    held_out_median: float
    near: float  # the distance that one in a hundred held-out renders falls below
    near_share: float  # of the samples that are nearer; 0.01 would be chance


@dataclass(frozen=True)
class Nearest:
    indices: np.ndarray  # [samples], into the training renders
    distances: np.ndarray  # [samples]


def small(images: np.ndarray) -> np.ndarray:
    """Pictures of any size as rows of 32x32 pixels' values."""
    return reduced(images, SIDE).reshape(len(images), -1)


def compare(
    samples: np.ndarray, held_out: np.ndarray, sources: list[Shard]
) -> tuple[Memorising, Nearest]:
    """Measures samples and held-out renders against all training renders."""
    training = np.concatenate([_small_shard(shard) for shard in sources])
    indices, distances = nearest(small(samples), training)
    _, usual = nearest(small(held_out), training)
    near, share = nearer_than_usual(distances, usual)
    figures = Memorising(
        training_renders=len(training),
        sample_median=float(np.median(distances)),
        held_out_median=float(np.median(usual)),
        near=near,
        near_share=share,
    )
    return figures, Nearest(indices, distances)


def nearer_than_usual(distances: np.ndarray, usual: np.ndarray) -> tuple[float, float]:
    """The first percentile of the usual distances, and the share of distances below it."""
    near = float(np.percentile(usual, NEAR_PERCENT))
    return near, float((distances < near).mean())


def write_nearest_sheet(
    samples: np.ndarray, found: Nearest, sources: list[Shard], output: Path
) -> None:
    """Writes the nearest pairs, nearest first: sample on the left, training render on the right."""
    counts = np.cumsum([0, *(len(shard.images()) for shard in sources)])
    pairs = []
    for sample in found.distances.argsort()[:PAIRS_ON_SHEET]:
        index = found.indices[sample]
        shard = int(np.searchsorted(counts, index, side="right")) - 1
        pairs += [samples[sample], sources[shard].images()[index - counts[shard]]]
    write_sheet(np.stack(pairs), columns=6, output=output)


def _small_shard(shard: Shard) -> np.ndarray:
    images = shard.images()
    starts = range(0, len(images), READ_AT_ONCE)
    return np.concatenate([small(images[start : start + READ_AT_ONCE]) for start in starts])
