"""Trains the decoder on crops: small errors, sharp edges, and a critic's consent."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from avatarmodel.ahead import Ahead
from avatarmodel.critic import Critic
from avatarmodel.decoder import build_decoder
from avatarmodel.latents import PATCH
from avatarmodel.machine import Machine
from avatarmodel.muon import Muon
from avatarmodel.progress import Run, Settings
from avatarmodel.shards import Shard, to_tensor
from avatarmodel.stopping import Stop
from avatarmodel.unet import CELLS
from avatarmodel.weights import weights_of_part

CROP = 6  # cells a side
FACE_TOP, FACE_LEFT = (3, 7), (3, 8)  # where crops that hold the face may begin
MOST_NOISE = 0.25
EDGE_WEIGHT = 0.5
CRITIC_ALONE_STEPS = 100  # in which it learns without being listened to
CONSTANT_SHARE = 0.4
SAVE_EVERY = 200


@dataclass(frozen=True, kw_only=True)
class DecoderSettings(Settings):
    critic_weight: float  # of its wish against the error's gradient; 0 for none
    redrawn_share: float  # of the crops
    redrawn_weight: float  # of those crops' errors, which are not all the decoder's


@dataclass(frozen=True)
class Crops:
    latents: Tensor  # [batch, CHANNELS, CROP, CROP]
    renders: Tensor  # [batch, 3, CROP * PATCH, CROP * PATCH]
    weights: Tensor  # [batch, 1, 1, 1]

    def to(self, device: torch.device) -> "Crops":
        return Crops(self.latents.to(device), self.renders.to(device), self.weights.to(device))


class CropSource:
    """Draws crops of renders together with their latents, clean or redrawn."""

    def __init__(self, sources: list[Shard], settings: DecoderSettings) -> None:
        self.settings = settings
        self.images = [shard.images() for shard in sources]
        self.latents = [shard.latents() for shard in sources]
        self.redrawn = {
            number: np.load(shard.redrawn_file)
            for number, shard in enumerate(sources)
            if shard.redrawn_file.exists()
        }

    def draw(self, generator: np.random.Generator) -> Crops:
        latents, renders, weights = [], [], []
        for _ in range(self.settings.batch):
            redrawn = self.redrawn and generator.random() < self.settings.redrawn_share
            shard = int(generator.choice(list(self.redrawn) if redrawn else len(self.images)))
            picture = generator.integers(len(self.images[shard]))
            if generator.random() < 0.5:
                top, left = generator.integers(*FACE_TOP), generator.integers(*FACE_LEFT)
            else:
                top, left = generator.integers(CELLS - CROP + 1, size=2)
            rows, columns = slice(top, top + CROP), slice(left, left + CROP)
            source = self.redrawn[shard] if redrawn else self.latents[shard]
            cells = source[picture, :, rows, columns].astype(np.float32)
            if not redrawn:
                noise = generator.standard_normal(cells.shape, dtype=np.float32)
                cells = cells + generator.uniform(0, MOST_NOISE) * noise
            weights.append(self.settings.redrawn_weight if redrawn else 1.0)
            latents.append(cells)
            down, across = (slice(cut.start * PATCH, cut.stop * PATCH) for cut in (rows, columns))
            renders.append(self.images[shard][picture, down, across])
        return Crops(
            torch.from_numpy(np.stack(latents)).to(memory_format=torch.channels_last),
            to_tensor(np.stack(renders)).to(memory_format=torch.channels_last),
            torch.tensor(weights).view(-1, 1, 1, 1),
        )


def error(decoded: Tensor, renders: Tensor, weights: Tensor | float = 1.0) -> Tensor:
    """Absolute errors of colours and of differences between neighbours, and squared ones."""
    wrong = (decoded - renders) * weights
    across = wrong[..., 1:] - wrong[..., :-1]
    down = wrong[..., 1:, :] - wrong[..., :-1, :]
    edges = EDGE_WEIGHT * (across.abs().mean() + down.abs().mean())
    return wrong.abs().mean() + wrong.square().mean() + edges


class DecoderTrainer:
    def __init__(
        self, autoencoder: Path, settings: DecoderSettings, machine: Machine, stop: Stop
    ) -> None:
        self.autoencoder = autoencoder
        self.settings = settings
        self.machine = machine
        self.stop = stop

    def train(self, sources: list[Shard], checkpoint: Path, output: Path) -> None:
        """Trains on from the autoencoder, or the checkpoint, until the settings' last step."""
        settings, device = self.settings, self.machine.device
        torch.manual_seed(settings.seed)
        critic = Critic() if settings.critic_weight else None
        if critic:
            critic.network.to(device)
        decoder = build_decoder()
        decoder.load_state_dict(weights_of_part(self.autoencoder, "decoder"))
        decoder.to(device)
        optimizer = Muon(decoder.parameters(), skip=[decoder.linear.weight])
        extras = {"critic": critic} if critic else {}
        run = Run(decoder, optimizer, settings.plan(CONSTANT_SHARE, SAVE_EVERY), checkpoint, extras)
        source = CropSource(sources, settings)
        print(f"decoder: {settings} on {device}", flush=True)

        crops = Ahead(lambda step: source.draw(np.random.default_rng([settings.seed, step])))
        for step in run.remaining_steps(self.stop):
            run.advance(self._backward(run, critic, crops.batch(step).to(device)))
        run.write_average(output)

    def _backward(self, run: Run, critic: Critic | None, crops: Crops) -> dict[str, float]:
        """Leaves gradients in the decoder: the error's, bent towards the critic's wish."""
        run.optimizer.zero_grad()
        with self.machine.autocast():
            decoded = run.module(crops.latents).float()
        outside = decoded.detach().requires_grad_()
        loss = error(outside, crops.renders, crops.weights)
        (gradient,) = torch.autograd.grad(loss, outside)
        losses = {"error": loss.item()}
        if critic:
            if run.step >= CRITIC_ALONE_STEPS:
                wish = critic.wish(outside)
                scale = self.settings.critic_weight * gradient.norm() / (wish.norm() + 1e-12)
                gradient = gradient + scale * wish
            losses["critic"] = critic.learn(crops.renders, decoded)
        decoded.backward(gradient)
        return losses
