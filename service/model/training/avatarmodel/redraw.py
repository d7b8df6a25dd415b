"""Latents with the UNet's own mistakes in them, for the decoder to learn to live with.

A render's latent is noised to a late timestep and drawn from there to the end, by the sampler that
the model is used with. What comes out shows the same picture, as the UNet would have put it.
"""

import random
from pathlib import Path

import numpy as np
import torch
from diffusers import DPMSolverMultistepScheduler
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from avatarmodel.attributes import caption
from avatarmodel.azurda import NEGATIVE
from avatarmodel.folder import DEFAULTS, SCHEDULER
from avatarmodel.shards import Shard, attributes_of, save_atomically
from avatarmodel.tokenizer import token_ids
from avatarmodel.unet import load_unet

BATCH = 20
STEPS = int(DEFAULTS["steps"])
GUIDANCE = float(DEFAULTS["guidanceScale"])
LATEST_STARTS = (4, 5, 6, 7)  # of eight steps: with a half to a tenth of the noise


class Redrawer:
    def __init__(self, tokenizer: CLIPTokenizer, encoder: CLIPTextModel, unet: Path) -> None:
        self.tokenizer = tokenizer
        self.encoder = encoder
        self.unet = load_unet(unet)

    @torch.no_grad()
    def redraw_shard(self, shard: Shard, seed: int) -> None:
        latents, rows = shard.latents(), shard.attributes()
        torch.manual_seed(seed)
        rng = random.Random(seed)
        parts = []
        for first in range(0, len(latents), BATCH):
            clean = torch.from_numpy(latents[first : first + BATCH].astype(np.float32))
            texts = [
                caption(attributes_of(row), keep_lora=False) for row in rows[first : first + BATCH]
            ]
            drawn = self._redraw(clean, texts, rng.choice(LATEST_STARTS))
            parts.append(drawn.numpy().astype(np.float16))
        save_atomically(shard.redrawn_file, np.concatenate(parts))

    def _redraw(self, clean: Tensor, texts: list[str], start: int) -> Tensor:
        ids = token_ids(self.tokenizer, [NEGATIVE] * len(texts) + texts)
        states = self.encoder(ids).last_hidden_state
        scheduler = DPMSolverMultistepScheduler.from_config(SCHEDULER)
        scheduler.set_timesteps(STEPS)
        scheduler.set_begin_index(start)
        timesteps = scheduler.timesteps[start:]
        first = timesteps[:1].repeat(len(clean))
        latents = scheduler.add_noise(clean, torch.randn_like(clean), first)
        for timestep in timesteps:
            pair = torch.cat([latents, latents]).to(memory_format=torch.channels_last)
            unguided, guided = self.unet(pair, timestep, states).sample.chunk(2)
            predicted = unguided + GUIDANCE * (guided - unguided)
            latents = scheduler.step(predicted, timestep, latents).prev_sample
        return latents.contiguous()
