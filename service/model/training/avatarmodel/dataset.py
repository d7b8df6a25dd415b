"""Renders the pictures that everything is trained on."""

import random
from pathlib import Path

import numpy as np

from avatarmodel.attributes import NAMES, Attributes, sample_attributes
from avatarmodel.render import SIZE, render
from avatarmodel.shards import SHARD_SIZE, Shard, save_atomically


def render_seed(seed: int) -> tuple[np.ndarray, Attributes]:
    """The picture of a seed, and what it shows."""
    rng = random.Random(seed)
    attributes = sample_attributes(rng)
    return render(attributes, rng), attributes


def render_shard(shard: Shard, first_seed: int, count: int = SHARD_SIZE) -> None:
    images = np.zeros((count, SIZE, SIZE, 3), np.uint8)
    rows = np.zeros((count, len(NAMES)), np.int8)
    for number in range(count):
        images[number], attributes = render_seed(first_seed + number)
        rows[number] = [attributes[name] for name in NAMES]
    save_atomically(shard.attributes_file, rows)
    save_atomically(shard.images_file, images)


def render_shards(folder: Path, count: int, first_seed: int) -> None:
    """Renders the shards that are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        shard = Shard(folder, number)
        if not shard.images_file.exists():
            render_shard(shard, first_seed + number * SHARD_SIZE)
            print(f"rendered {shard.images_file.name}", flush=True)
