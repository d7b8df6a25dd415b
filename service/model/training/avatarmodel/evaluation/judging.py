"""Trains the judge on renders of its own, or takes the trained one from the working folder."""

import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from avatarmodel.evaluation.judge import Judge, JudgeNetwork, build_network
from avatarmodel.evaluation.renders import (
    LEARNED,
    PACKAGE,
    Renders,
    art_digest,
    digest_of,
    prepare_folder,
)
from avatarmodel.shards import to_tensor

SOURCES = ("judge.py", "judging.py")  # that a judge is made by
SEED = 23
BATCH = 64
EPOCHS = 4
PEAK_RATE = 3e-3
WARM_UP_STEPS = 50
REPORT_EVERY = 100

# Mild faults, so that it judges what is seen and not how crisp a render is.
MOST_SHIFT = 4  # pixels
MOST_BLUR = 1.2  # standard deviation in pixels
MOST_NOISE = 0.08  # of a half range
CONTRAST, BRIGHTNESS = 0.15, 0.08
BLUR_REACH = 3


def prepare_judge(folder: Path) -> Judge:
    """The judge of today's art; one of other art or of other making is not taken."""
    prepare_folder(folder)
    made = art_digest() + digest_of([PACKAGE / "evaluation" / name for name in SOURCES])
    path = folder / "judge.pt"
    stored = torch.load(path) if path.exists() else {}
    if stored and stored["made"] != made:
        print("the judge's sources have changed: it is trained anew", flush=True)
        stored = {}
    if not stored:
        print(f"judge: {LEARNED}, seed {SEED}", flush=True)
        network = _train(LEARNED.load(folder))
        stored = {"made": made, "weights": network.state_dict()}
        partial = path.with_suffix(".partial")
        torch.save(stored, partial)
        partial.replace(path)
    network = build_network()
    network.load_state_dict(stored["weights"])
    return Judge(network)


def _train(renders: Renders) -> JudgeNetwork:
    torch.manual_seed(SEED)
    network = build_network()
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=1e-2)
    generator = np.random.default_rng(SEED)
    steps_an_epoch = len(renders.images) // BATCH
    steps = EPOCHS * steps_an_epoch
    started, sums = time.monotonic(), np.zeros(2)
    for step in range(steps):
        if step % steps_an_epoch == 0:
            order = generator.permutation(len(renders.images))
        chosen = order[step % steps_an_epoch * BATCH :][:BATCH]
        pictures = spoilt(renders.images[chosen], generator)
        loss, right = _answer(network, pictures, torch.from_numpy(renders.attributes[chosen]))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        for group in optimizer.param_groups:
            group["lr"] = _rate(step, steps)
        optimizer.step()
        sums += loss.item(), right
        if (step + 1) % REPORT_EVERY == 0:
            seconds = time.monotonic() - started
            means = "loss {:.4f} right {:.4f}".format(*(sums / REPORT_EVERY))
            print(f"judge step {step + 1} of {steps} {seconds:.0f} s {means}", flush=True)
            sums[:] = 0
    return network


def _answer(network: JudgeNetwork, pictures: Tensor, wanted: Tensor) -> tuple[Tensor, float]:
    """The mean loss over attributes, and the share of them that is read rightly."""
    answers = network.answers(network.features(pictures))
    losses = [functional.cross_entropy(a, wanted[:, i]) for i, a in enumerate(answers)]
    right = [(a.argmax(1) == wanted[:, i]).float().mean() for i, a in enumerate(answers)]
    return torch.stack(losses).mean(), torch.stack(right).mean().item()


def _rate(step: int, steps: int) -> float:
    falling = 0.5 + 0.5 * np.cos(np.pi * step / steps)
    return PEAK_RATE * min(1, (step + 1) / WARM_UP_STEPS) * float(falling)


def spoilt(images: np.ndarray, generator: np.random.Generator) -> Tensor:
    """Pictures [batch, side, side, 3] shifted, half of them blurred, other contrast, noise."""
    batch, side = images.shape[:2]
    edges = ((0, 0), (MOST_SHIFT, MOST_SHIFT), (MOST_SHIFT, MOST_SHIFT), (0, 0))
    padded = np.pad(images, edges, mode="edge")
    corners = generator.integers(2 * MOST_SHIFT + 1, size=(batch, 2))
    cuts = [p[y : y + side, x : x + side] for p, (y, x) in zip(padded, corners, strict=True)]
    pictures = to_tensor(np.stack(cuts)).contiguous(memory_format=torch.channels_last)

    half = batch // 2
    blur = _blurred(pictures[:half], generator.uniform(0.3, MOST_BLUR))
    pictures = torch.cat([blur, pictures[half:]])
    contrast = generator.uniform(1 - CONTRAST, 1 + CONTRAST, (batch, 1, 1, 1))
    brightness = generator.uniform(-BRIGHTNESS, BRIGHTNESS, (batch, 1, 1, 1))
    noise = generator.uniform(0, MOST_NOISE, (batch, 1, 1, 1))
    grain = generator.standard_normal(pictures.shape, dtype=np.float32)
    spoilt = pictures * _tensor(contrast) + _tensor(brightness) + _tensor(noise) * _tensor(grain)
    return spoilt.contiguous(memory_format=torch.channels_last)


def _tensor(values: np.ndarray) -> Tensor:
    return torch.from_numpy(values.astype(np.float32))


def _blurred(pictures: Tensor, deviation: float) -> Tensor:
    offsets = torch.arange(-BLUR_REACH, BLUR_REACH + 1, dtype=torch.float32)
    kernel = torch.exp(-0.5 * (offsets / deviation).square())
    kernel = (kernel / kernel.sum()).expand(3, 1, 1, -1)
    padded = functional.pad(pictures, [BLUR_REACH] * 4, mode="replicate")
    across = functional.conv2d(padded, kernel.contiguous(), groups=3)
    return functional.conv2d(across, kernel.transpose(2, 3).contiguous(), groups=3)
