"""Trains encoder and decoder together on crops of renders.

What passes between them is disturbed by noise, and its power is limited: so they put into a latent
what makes the greatest difference, at a strength that survives the UNet's errors.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from avatarmodel.averaging import MovingAverage
from avatarmodel.decoder import build_decoder
from avatarmodel.decoder_training import error
from avatarmodel.encoder import Encoder, build_encoder
from avatarmodel.latents import PATCH, PatchCodec
from avatarmodel.muon import Muon
from avatarmodel.progress import Run, learning_rate
from avatarmodel.shards import Shard, to_tensor
from avatarmodel.unet import CELLS

CROP = 8  # cells a side
FACE_TOP, FACE_LEFT = (2, 6), (2, 7)  # where crops that hold the face may begin
MOST_NOISE = 0.3
POWER_WEIGHT = 0.05  # of a mean square above 1
CONSTANT_SHARE = 0.4
SAVE_EVERY = 200


@dataclass(frozen=True)
class AutoencoderSettings:
    steps: int
    batch: int
    peak_rate: float
    average_decay: float
    seed: int


class Autoencoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder: Encoder = build_encoder()
        self.decoder = build_decoder()


def train_autoencoder(
    sources: list[Shard], settings: AutoencoderSettings, codec: PatchCodec, work: Path
) -> None:
    """Trains until the settings' last step and writes `encoder.pt` and `decoder-start.pt`."""
    torch.manual_seed(settings.seed)
    module = Autoencoder()
    module.encoder.start_from(codec)
    module.decoder.start_from(codec)
    linear = [module.encoder.linear.weight, module.decoder.linear.weight]
    optimizer = Muon(module.parameters(), skip=linear)
    average = MovingAverage(module, settings.average_decay)
    run = Run(module, optimizer, average, work / "autoencoder.checkpoint")
    images = [shard.images() for shard in sources]
    print(f"autoencoder: {settings}", flush=True)
    while run.step < settings.steps:
        generator = np.random.default_rng([settings.seed, run.step])
        pictures = _crops(images, settings.batch, generator)
        torch.manual_seed(int(generator.integers(2**31)))
        loss, losses = _loss(module, pictures)
        optimizer.zero_grad()
        loss.backward()
        rate = learning_rate(settings.peak_rate, run.step, settings.steps, CONSTANT_SHARE)
        run.advance(rate, losses)
        if run.step % SAVE_EVERY == 0:
            run.save()
    run.save()
    with average.applied():
        torch.save(module.encoder.state_dict(), work / "encoder.pt")
        torch.save(module.decoder.state_dict(), work / "decoder-start.pt")


def _crops(images: list[np.ndarray], count: int, generator: np.random.Generator) -> Tensor:
    side = CROP * PATCH
    crops = []
    for _ in range(count):
        shard = images[generator.integers(len(images))]
        picture = generator.integers(len(shard))
        if generator.random() < 0.5:
            top, left = generator.integers(*FACE_TOP), generator.integers(*FACE_LEFT)
        else:
            top, left = generator.integers(CELLS - CROP + 1, size=2)
        row, column = top * PATCH, left * PATCH
        crops.append(shard[picture, row : row + side, column : column + side])
    return to_tensor(np.stack(crops)).to(memory_format=torch.channels_last)


def _loss(module: Autoencoder, pictures: Tensor) -> tuple[Tensor, dict[str, float]]:
    latents = module.encoder(pictures)
    power = latents.square().mean()
    strength = MOST_NOISE * torch.rand(len(latents), 1, 1, 1)
    decoded = module.decoder(latents + strength * torch.randn_like(latents))
    wrong = error(decoded, pictures)
    loss = wrong + POWER_WEIGHT * (power - 1).relu()
    return loss, {"error": wrong.item(), "power": power.item()}
