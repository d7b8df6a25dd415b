"""Trains the UNet on latents: v-prediction, min-SNR weights, stratified timesteps."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from avatarmodel.ahead import Ahead
from avatarmodel.captions import varied_caption
from avatarmodel.graphs import load_graph
from avatarmodel.machine import Machine
from avatarmodel.muon import Muon
from avatarmodel.progress import Run, Settings
from avatarmodel.shards import Shard, attributes_of
from avatarmodel.stopping import Stop
from avatarmodel.tokenizer import token_ids
from avatarmodel.unet import CELLS, FACE_CELLS, build_unet, signal_shares

MOST_SIGNAL_TO_NOISE = 5.0  # min-SNR's gamma (Hang et al. 2023)
LEAST_WEIGHT = 0.1
SAVE_EVERY = 100
CONSTANT_SHARE = 0.3


@dataclass(frozen=True, kw_only=True)
class UnetSettings(Settings):
    face_weight: float


@dataclass(frozen=True)
class CaptionEncoder:
    """What turns captions into the states that the UNet attends to."""

    tokenizer: CLIPTokenizer
    encoder: CLIPTextModel

    def ids(self, rows: np.ndarray, seed: int) -> Tensor:
        """Tokens of one caption for each row of attributes."""
        rng = random.Random(seed)
        captions = [varied_caption(attributes_of(row), rng)[0] for row in rows]
        return token_ids(self.tokenizer, captions)

    @torch.no_grad()
    def states(self, ids: Tensor) -> Tensor:
        return self.encoder(ids.to(self.encoder.device)).last_hidden_state


@dataclass(frozen=True)
class Batch:
    """What one step learns from; depends on seed and step alone."""

    chosen: Tensor  # [batch], numbers of pictures
    ids: Tensor  # [batch, 77]
    noise_seed: int


class UnetTrainer:
    def __init__(
        self,
        captions: CaptionEncoder,
        settings: UnetSettings,
        machine: Machine,
        stop: Stop,
        start: Path | None = None,
    ) -> None:
        """`start` is the graph of a UNet to begin with, instead of chance."""
        self.captions = captions
        self.start = start
        self.settings = settings
        self.machine = machine
        self.stop = stop
        captions.encoder.to(machine.device)
        self.signal = signal_shares().to(machine.device)
        weights = torch.ones(CELLS, CELLS)
        weights[FACE_CELLS, FACE_CELLS] = settings.face_weight
        self.cell_weights = (weights / weights.mean()).to(machine.device)

    def train(self, sources: list[Shard], checkpoint: Path, output: Path) -> None:
        """Trains until the settings' last step; resumes from the checkpoint where there is one."""
        device = self.machine.device
        stored = np.concatenate([shard.latents() for shard in sources])
        latents = torch.from_numpy(stored).to(device)
        attributes = np.concatenate([shard.attributes() for shard in sources])
        torch.manual_seed(self.settings.seed)
        unet = build_unet()
        if self.start:
            load_graph(unet, self.start)
        unet.to(device)
        if device.type == "cpu":  # where fused attention is slow to differentiate
            unet.set_attn_processor(AttnProcessor())
        ends = [unet.conv_in.weight, unet.conv_out.weight]
        optimizer = Muon(unet.parameters(), skip=ends, newton_schulz_steps=3)
        run = Run(unet, optimizer, self.settings.plan(CONSTANT_SHARE, SAVE_EVERY), checkpoint)
        print(f"unet: {len(latents)} pictures, {self.settings} on {device}", flush=True)

        batches = Ahead(lambda step: self._draw(attributes, step))
        for step in run.remaining_steps(self.stop):
            batch = batches.batch(step)
            clean = latents[batch.chosen.to(device)].float()
            states = self.captions.states(batch.ids)
            torch.manual_seed(batch.noise_seed)
            loss, error = self._loss(unet, clean, states)
            optimizer.zero_grad()
            loss.backward()
            run.advance({"loss": loss.detach(), "error": error})
        run.write_average(output)

    def _draw(self, attributes: np.ndarray, step: int) -> Batch:
        generator = np.random.default_rng([self.settings.seed, step])
        chosen = generator.integers(len(attributes), size=self.settings.batch)
        ids = self.captions.ids(attributes[chosen], seed=int(generator.integers(2**31)))
        return Batch(torch.from_numpy(chosen), ids, noise_seed=int(generator.integers(2**31)))

    def _loss(
        self, unet: UNet2DConditionModel, clean: Tensor, states: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The weighted loss, and the plain mean square error that it is made of."""
        count = len(clean)
        spread = (torch.arange(count) + torch.rand(count)) / count
        timesteps = (spread * len(self.signal)).long().to(clean.device)
        signal = self.signal[timesteps].view(-1, 1, 1, 1)
        noise = torch.randn_like(clean)
        noisy = signal.sqrt() * clean + (1 - signal).sqrt() * noise
        velocity = signal.sqrt() * noise - (1 - signal).sqrt() * clean

        noisy = noisy.to(memory_format=torch.channels_last)
        with self.machine.autocast():
            predicted = unet(noisy, timesteps, states).sample.float()
        squares = ((predicted - velocity).square() * self.cell_weights).mean((1, 2, 3))
        ratio = (signal / (1 - signal)).flatten()
        weights = ratio.clamp(max=MOST_SIGNAL_TO_NOISE) / (ratio + 1) + LEAST_WEIGHT
        return (squares * weights).mean(), squares.detach().mean()
