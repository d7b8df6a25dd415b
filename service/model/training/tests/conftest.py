"""A data set small enough for tests: one shard of noise."""

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import CLIPTokenizer

from avatarmodel.attributes import CHOICES
from avatarmodel.latents import PATCH_VALUES, PatchCodec
from avatarmodel.shards import Shard
from avatarmodel.tokenizer import load_tokenizer, write_tokenizer
from avatarmodel.unet import CELLS, CHANNELS

PICTURES = 6


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Sums depend on the number of threads, and weights shall be equal to the bit."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> CLIPTokenizer:
    folder = tmp_path_factory.mktemp("tokenizer")
    write_tokenizer(folder)
    return load_tokenizer(folder)


@pytest.fixture
def shard(tmp_path: Path) -> Shard:
    generator = np.random.default_rng(0)
    shard = Shard(tmp_path, 0)
    size = CELLS * 16
    np.save(
        shard.images_file, generator.integers(256, size=(PICTURES, size, size, 3), dtype=np.uint8)
    )
    for file in (shard.latents_file, shard.redrawn_file):
        cells = generator.standard_normal((PICTURES, CHANNELS, CELLS, CELLS))
        np.save(file, cells.astype(np.float16))
    values = [generator.integers(len(words), size=PICTURES) for words in CHOICES.values()]
    np.save(shard.attributes_file, np.stack(values, 1).astype(np.int8))
    return shard


@pytest.fixture
def codec() -> PatchCodec:
    generator = np.random.default_rng(1)
    weights = generator.standard_normal((CHANNELS, PATCH_VALUES)).astype(np.float32) / 16
    nothing = np.zeros(CHANNELS, np.float32)
    return PatchCodec(weights, nothing, weights, np.zeros(PATCH_VALUES, np.float32))
