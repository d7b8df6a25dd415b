"""Measures a model folder: does it follow the prompt, and how sharp does it decode?"""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from avatarmodel.attributes import NAMES, caption, sample_attributes
from avatarmodel.azurda import NEGATIVE
from avatarmodel.classifier import accuracies, load_classifier
from avatarmodel.drawing import FolderModel, Sampler
from avatarmodel.latents import PatchCodec
from avatarmodel.shards import Shard

BATCH = 16
FIRST_ATTRIBUTE_SEED = 50_000
FACE = slice(80, 176)  # rows and columns that the face fills in every picture


@dataclass(frozen=True)
class Judge:
    """What pictures are judged by: the classifier, and the codec that it was trained behind."""

    codec: PatchCodec
    classifier: Path


def following(
    model: FolderModel, judge: Judge, sampler: Sampler, count: int, negative: str = NEGATIVE
) -> np.ndarray:
    """Draws prompts of random words, encodes the pictures again and reads the words back."""
    classifier = load_classifier(judge.classifier)
    latents, rows = [], []
    started = time.monotonic()
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        drawn = [sample_attributes(random.Random(FIRST_ATTRIBUTE_SEED + n)) for n in numbers]
        texts = [caption(attributes, keep_lora=False) for attributes in drawn]
        images = model.draw(texts, negative, list(numbers), sampler)
        latents.append(judge.codec.encode(images))
        rows += [[attributes[name] for name in NAMES] for attributes in drawn]
    shares = accuracies(classifier, np.concatenate(latents), np.array(rows))
    each = " ".join(f"{name} {share:.3f}" for name, share in zip(NAMES, shares, strict=True))
    seconds = time.monotonic() - started
    print(f"following: mean {shares.mean():.4f} of {count} pictures, {sampler}, {seconds:.0f} s")
    print(f"  {each}", flush=True)
    return shares


def ceiling(judge: Judge, held_out: Shard) -> float:
    """How well the classifier reads pictures that were rendered, not drawn."""
    classifier = load_classifier(judge.classifier)
    shares = accuracies(classifier, held_out.latents(), held_out.attributes())
    print(f"classifier on held-out renders: mean {shares.mean():.4f}", flush=True)
    return float(shares.mean())


def decoding(model: FolderModel, held_out: Shard, count: int) -> tuple[float, float]:
    """The decoder's mean PSNR on renders that it never saw, of the whole and of the face."""
    images = held_out.images()[:count]
    latents = held_out.latents()[:count].astype(np.float32)
    batches = range(0, count, BATCH)
    decoded = np.concatenate(
        [model.decode(torch.from_numpy(latents[i : i + BATCH])) for i in batches]
    )
    whole = psnr(decoded, images)
    face = psnr(decoded[:, FACE, FACE], images[:, FACE, FACE])
    print(f"decoding: {whole:.2f} dB, face {face:.2f} dB, {count} held-out renders", flush=True)
    return whole, face


def psnr(images: np.ndarray, references: np.ndarray) -> float:
    """The mean over pictures of each one's signal-to-noise ratio in dB."""
    errors = (images.astype(np.float32) - references.astype(np.float32)) / 255
    squares = np.square(errors).mean((1, 2, 3))
    return float((-10 * np.log10(squares)).mean())
