"""Trains the UNet on latents: v-prediction, min-SNR weights, stratified timesteps."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DConditionModel
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from avatarmodel.averaging import MovingAverage
from avatarmodel.captions import varied_caption
from avatarmodel.muon import Muon
from avatarmodel.progress import Run, learning_rate
from avatarmodel.shards import Shard, attributes_of
from avatarmodel.tokenizer import token_ids
from avatarmodel.unet import CELLS, build_unet, signal_shares

# Cells that hold eyes, brows and mouth: a small part of the picture that people look at first.
FACE_ROWS = slice(6, 11)
FACE_COLUMNS = slice(5, 11)

MOST_SIGNAL_TO_NOISE = 5.0  # min-SNR's gamma (Hang et al. 2023)
LEAST_WEIGHT = 0.05
SAVE_EVERY = 100
CONSTANT_SHARE = 0.3


@dataclass(frozen=True)
class UnetSettings:
    steps: int
    batch: int
    peak_rate: float
    face_weight: float
    average_decay: float
    seed: int


class UnetTrainer:
    def __init__(
        self, tokenizer: CLIPTokenizer, encoder: CLIPTextModel, settings: UnetSettings
    ) -> None:
        self.tokenizer = tokenizer
        self.encoder = encoder
        self.settings = settings
        self.signal = signal_shares()
        weights = torch.ones(CELLS, CELLS)
        weights[FACE_ROWS, FACE_COLUMNS] = settings.face_weight
        self.cell_weights = weights / weights.mean()

    def train(
        self, sources: list[Shard], checkpoint: Path, output: Path, start: Path | None = None
    ) -> None:
        """Trains until the settings' last step; resumes from the checkpoint where there is one."""
        settings = self.settings
        latents = np.concatenate([shard.latents() for shard in sources])
        attributes = np.concatenate([shard.attributes() for shard in sources])
        torch.manual_seed(settings.seed)
        unet = build_unet()
        if start is not None:
            unet.load_state_dict(torch.load(start))
        ends = [unet.conv_in.weight, unet.conv_out.weight]
        optimizer = Muon(unet.parameters(), skip=ends, newton_schulz_steps=3)
        run = Run(unet, optimizer, MovingAverage(unet, settings.average_decay), checkpoint)
        print(f"unet: {len(latents)} pictures, {settings}", flush=True)

        while run.step < settings.steps:
            generator = np.random.default_rng([settings.seed, run.step])
            chosen = generator.integers(len(latents), size=settings.batch)
            clean = torch.from_numpy(latents[chosen].astype(np.float32))
            states = self._states(attributes[chosen], seed=int(generator.integers(2**31)))
            torch.manual_seed(int(generator.integers(2**31)))
            loss, error = self._loss(unet, clean, states)
            optimizer.zero_grad()
            loss.backward()
            rate = learning_rate(settings.peak_rate, run.step, settings.steps, CONSTANT_SHARE)
            run.advance(rate, {"loss": loss.item(), "error": error.item()})
            if run.step % SAVE_EVERY == 0:
                run.save()
        run.save()
        run.write_average(output)

    @torch.no_grad()
    def _states(self, rows: np.ndarray, seed: int) -> Tensor:
        rng = random.Random(seed)
        captions = [varied_caption(attributes_of(row), rng)[0] for row in rows]
        return self.encoder(token_ids(self.tokenizer, captions)).last_hidden_state

    def _loss(
        self, unet: UNet2DConditionModel, clean: Tensor, states: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The weighted loss, and the plain mean square error that it is made of."""
        count = len(clean)
        spread = (torch.arange(count) + torch.rand(count)) / count
        timesteps = (spread * len(self.signal)).long()
        signal = self.signal[timesteps].view(-1, 1, 1, 1)
        noise = torch.randn_like(clean)
        noisy = signal.sqrt() * clean + (1 - signal).sqrt() * noise
        velocity = signal.sqrt() * noise - (1 - signal).sqrt() * clean

        noisy = noisy.to(memory_format=torch.channels_last)
        predicted = unet(noisy, timesteps, states).sample
        squares = ((predicted - velocity).square() * self.cell_weights).mean((1, 2, 3))
        ratio = (signal / (1 - signal)).flatten()
        weights = ratio.clamp(max=MOST_SIGNAL_TO_NOISE) / (ratio + 1) + LEAST_WEIGHT
        return (squares * weights).mean(), squares.detach().mean()
