"""Trains the decoder on whole pictures: small errors, sharp edges, and a critic's consent.

The critic has a say in redrawn latents alone. There the error's answer to doubt is blur; in clean
ones nothing is in doubt.
"""

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
from avatarmodel.unet import CELLS, FACE_CELLS
from avatarmodel.weights import weights_of_part

MOST_NOISE = 0.1
SQUARES_WEIGHT = 5.0
EDGE_WEIGHT = 0.5
FACE_WEIGHT = 1.5  # of errors in pixels of the face
CONSTANT_SHARE = 0.4
SAVE_EVERY = 200


@dataclass(frozen=True, kw_only=True)
class DecoderSettings(Settings):
    critic_weight: float  # of its wish against the error's gradient
    redrawn_share: float  # of the pictures
    redrawn_weight: float  # of those pictures' errors, which are not all the decoder's


@dataclass(frozen=True)
class Pictures:
    latents: Tensor  # [batch, CHANNELS, CELLS, CELLS]
    renders: Tensor  # [batch, 3, PATCH * CELLS, PATCH * CELLS]
    redrawn: Tensor  # bool [batch]

    def to(self, device: torch.device) -> "Pictures":
        return Pictures(self.latents.to(device), self.renders.to(device), self.redrawn.to(device))


class PictureSource:
    """Draws renders together with their latents, clean or redrawn."""

    def __init__(self, sources: list[Shard], settings: DecoderSettings) -> None:
        self.settings = settings
        self.images = [shard.images() for shard in sources]
        self.latents = [shard.latents() for shard in sources]
        self.redrawn = {
            number: np.load(shard.redrawn_file)
            for number, shard in enumerate(sources)
            if shard.redrawn_file.exists()
        }

    def draw(self, generator: np.random.Generator) -> Pictures:
        latents, renders, marks = [], [], []
        for _ in range(self.settings.batch):
            redrawn = bool(self.redrawn) and generator.random() < self.settings.redrawn_share
            shard = int(generator.choice(list(self.redrawn) if redrawn else len(self.images)))
            picture = generator.integers(len(self.images[shard]))
            source = self.redrawn[shard] if redrawn else self.latents[shard]
            cells = source[picture].astype(np.float32)
            if not redrawn:
                noise = generator.standard_normal(cells.shape, dtype=np.float32)
                cells = cells + generator.uniform(0, MOST_NOISE) * noise
            latents.append(cells)
            renders.append(self.images[shard][picture])
            marks.append(redrawn)
        return Pictures(
            torch.from_numpy(np.stack(latents)).to(memory_format=torch.channels_last),
            to_tensor(np.stack(renders)).to(memory_format=torch.channels_last),
            torch.tensor(marks),
        )


def error(
    decoded: Tensor, renders: Tensor, weights: Tensor | float = 1.0, squares_weight: float = 1.0
) -> Tensor:
    """Absolute errors of colours and of differences between neighbours, and squared ones."""
    wrong = (decoded - renders) * weights
    across = wrong[..., 1:] - wrong[..., :-1]
    down = wrong[..., 1:, :] - wrong[..., :-1, :]
    edges = EDGE_WEIGHT * (across.abs().mean() + down.abs().mean())
    return wrong.abs().mean() + squares_weight * wrong.square().mean() + edges


def pixel_weights() -> Tensor:
    """[PATCH * CELLS, PATCH * CELLS], 1 in the mean and higher in the face."""
    weights = torch.ones(CELLS, CELLS)
    weights[FACE_CELLS, FACE_CELLS] = FACE_WEIGHT
    return (weights / weights.mean()).repeat_interleave(PATCH, 0).repeat_interleave(PATCH, 1)


class DecoderTrainer:
    def __init__(
        self, autoencoder: Path, settings: DecoderSettings, machine: Machine, stop: Stop
    ) -> None:
        self.autoencoder = autoencoder
        self.settings = settings
        self.machine = machine
        self.stop = stop
        self.weights = pixel_weights().to(machine.device)

    def train(self, sources: list[Shard], checkpoint: Path, output: Path) -> None:
        """Trains on from the autoencoder, or the checkpoint, until the settings' last step."""
        settings, device = self.settings, self.machine.device
        torch.manual_seed(settings.seed)
        critic = Critic(device)
        decoder = build_decoder()
        decoder.load_state_dict(weights_of_part(self.autoencoder, "decoder"))
        decoder.to(device)
        optimizer = Muon(decoder.parameters(), skip=[decoder.linear.weight])
        plan = settings.plan(CONSTANT_SHARE, SAVE_EVERY)
        run = Run(decoder, optimizer, plan, checkpoint, {"critic": critic})
        source = PictureSource(sources, settings)
        print(f"decoder: {settings} on {device}", flush=True)

        pictures = Ahead(lambda step: source.draw(np.random.default_rng([settings.seed, step])))
        for step in run.remaining_steps(self.stop):
            run.advance(self._backward(run, critic, pictures.batch(step).to(device)))
        run.write_average(output)

    def _backward(self, run: Run, critic: Critic, pictures: Pictures) -> dict[str, float]:
        """Leaves gradients in the decoder: the error's, bent towards the critic's wish."""
        run.optimizer.zero_grad()
        with self.machine.autocast():
            decoded = run.module(pictures.latents).float()
        outside = decoded.detach().requires_grad_()
        redrawn = pictures.redrawn
        trust = torch.where(redrawn, self.settings.redrawn_weight, 1.0).view(-1, 1, 1, 1)
        loss = error(outside, pictures.renders, self.weights * trust, SQUARES_WEIGHT)
        (gradient,) = torch.autograd.grad(loss, outside)
        if redrawn.any():
            wish = critic.wish(pictures.renders[redrawn], decoded[redrawn])
            strength = self.settings.critic_weight * gradient[redrawn].norm()
            gradient[redrawn] += strength * wish
        decoded.backward(gradient)
        return {"error": loss.item()}
