"""Trains encoder and decoder together on crops of renders.

What passes between them is disturbed by noise, and its power is limited: so they put into a latent
what makes the greatest difference, at a strength that survives the UNet's errors.

With the decoder of a model folder, which then stays as it is, the encoder learns to make that
folder's latents.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from avatarmodel.ahead import Ahead
from avatarmodel.decoder import build_decoder
from avatarmodel.decoder_training import error
from avatarmodel.encoder import build_encoder
from avatarmodel.graphs import load_graph
from avatarmodel.latents import PATCH, PatchCodec
from avatarmodel.machine import Machine
from avatarmodel.muon import Muon
from avatarmodel.progress import Run, Settings
from avatarmodel.shards import Shard, to_tensor
from avatarmodel.stopping import Stop
from avatarmodel.unet import CELLS

CROP = 8  # cells a side
FACE_TOP, FACE_LEFT = (2, 6), (2, 7)  # where crops that hold the face may begin
MOST_NOISE = 0.3
POWER_WEIGHT = 0.05  # of a mean square above 1
CONSTANT_SHARE = 0.4
SAVE_EVERY = 200


@dataclass(frozen=True)
class Batch:
    pictures: Tensor  # [batch, 3, CROP * PATCH, CROP * PATCH]
    noise_seed: int


@dataclass(frozen=True, kw_only=True)
class AutoencoderSettings(Settings):
    """Nothing but what every run is told."""


class Autoencoder(nn.Module):
    def __init__(self, codec: PatchCodec) -> None:
        super().__init__()
        self.encoder = build_encoder()
        self.decoder = build_decoder()
        self.encoder.start_from(codec)
        self.decoder.start_from(codec)


class AutoencoderTrainer:
    def __init__(
        self,
        codec: PatchCodec,
        settings: AutoencoderSettings,
        machine: Machine,
        stop: Stop,
        decoder: Path | None = None,
    ) -> None:
        """`decoder` is the graph of one that is not to change."""
        self.codec = codec
        self.decoder = decoder
        self.settings = settings
        self.machine = machine
        self.stop = stop

    def train(self, sources: list[Shard], checkpoint: Path, output: Path) -> None:
        """Trains until the settings' last step; resumes from the checkpoint where there is one."""
        settings, device = self.settings, self.machine.device
        torch.manual_seed(settings.seed)
        module = Autoencoder(self.codec).to(device)
        if self.decoder:
            load_graph(module.decoder, self.decoder)
            module.decoder.requires_grad_(False)
        linear = [module.encoder.linear.weight, module.decoder.linear.weight]
        learned = [weights for weights in module.parameters() if weights.requires_grad]
        optimizer = Muon(learned, skip=linear)
        run = Run(module, optimizer, settings.plan(CONSTANT_SHARE, SAVE_EVERY), checkpoint)
        images = [shard.images() for shard in sources]
        print(f"autoencoder: {settings} on {device}", flush=True)

        crops = Ahead(lambda step: self._draw(images, step))
        for step in run.remaining_steps(self.stop):
            batch = crops.batch(step)
            torch.manual_seed(batch.noise_seed)
            loss, losses = self._loss(module, batch.pictures.to(device))
            optimizer.zero_grad()
            loss.backward()
            run.advance(losses)
        run.write_average(output)

    def _draw(self, images: list[np.ndarray], step: int) -> Batch:
        generator = np.random.default_rng([self.settings.seed, step])
        side = CROP * PATCH
        crops = []
        for _ in range(self.settings.batch):
            shard = images[generator.integers(len(images))]
            picture = generator.integers(len(shard))
            if generator.random() < 0.5:
                top, left = generator.integers(*FACE_TOP), generator.integers(*FACE_LEFT)
            else:
                top, left = generator.integers(CELLS - CROP + 1, size=2)
            row, column = top * PATCH, left * PATCH
            crops.append(shard[picture, row : row + side, column : column + side])
        pictures = to_tensor(np.stack(crops)).to(memory_format=torch.channels_last)
        return Batch(pictures, noise_seed=int(generator.integers(2**31)))

    def _loss(self, module: Autoencoder, pictures: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        with self.machine.autocast():
            latents = module.encoder(pictures).float()
            power = latents.square().mean()
            strength = MOST_NOISE * torch.rand(len(latents), 1, 1, 1, device=latents.device)
            decoded = module.decoder(latents + strength * torch.randn_like(latents)).float()
        wrong = error(decoded, pictures)
        loss = wrong + POWER_WEIGHT * (power - 1).relu()
        return loss, {"error": wrong.detach(), "power": power.detach()}
