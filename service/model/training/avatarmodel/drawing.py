"""Draws with an exported folder: diffusers' scheduler around ONNX Runtime sessions."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from diffusers import DPMSolverMultistepScheduler
from torch import Tensor

from avatarmodel.folder import graph_of
from avatarmodel.shards import to_images
from avatarmodel.tokenizer import load_tokenizer, token_ids
from avatarmodel.unet import CELLS, CHANNELS


@dataclass(frozen=True)
class Sampler:
    """How many steps, how strongly the prompt guides, and how the steps are spaced."""

    steps: int
    guidance: float
    karras: bool = False


def session(model: Path) -> onnxruntime.InferenceSession:
    """One thread: nets this small gain nothing from a second one."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def noise_of(seed: int) -> Tensor:
    """The start of one picture, as diffusers draws it on a CPU."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(1, CHANNELS, CELLS, CELLS, generator=generator)


class FolderModel:
    """A model folder, loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tokenizer = load_tokenizer(folder / "tokenizer")
        self.text_encoder = session(graph_of(folder, "text_encoder"))
        self.unet = session(graph_of(folder, "unet"))
        self.decoder = session(graph_of(folder, "vae_decoder"))

    def default_sampler(self) -> Sampler:
        defaults = json.loads((self.folder / "avatar-origin.json").read_text(encoding="utf-8"))
        return Sampler(defaults["steps"], defaults["guidanceScale"], defaults["karras"])

    def states(self, texts: list[str]) -> np.ndarray:
        """The text encoder's states [batch, 77, width]."""
        ids = token_ids(self.tokenizer, texts).numpy()
        return self.text_encoder.run(["last_hidden_state"], {"input_ids": ids})[0]

    def sample(self, texts: list[str], negative: str, noise: Tensor, sampler: Sampler) -> Tensor:
        """Latents [batch, CHANNELS, CELLS, CELLS] of the texts, one from each noise."""
        count = len(texts)
        states = np.concatenate([self.states([negative] * count), self.states(texts)])
        scheduler = DPMSolverMultistepScheduler.from_pretrained(
            self.folder / "scheduler", use_karras_sigmas=sampler.karras
        )
        scheduler.set_timesteps(sampler.steps)
        latents = noise * scheduler.init_noise_sigma
        for timestep in scheduler.timesteps:
            scaled = scheduler.scale_model_input(latents, timestep).numpy()
            inputs = {
                "sample": np.concatenate([scaled, scaled]),
                "timestep": np.full(2 * count, timestep.item(), np.int64),
                "encoder_hidden_states": states,
            }
            predicted = torch.from_numpy(self.unet.run(None, inputs)[0])
            unguided, guided = predicted.chunk(2)
            predicted = unguided + sampler.guidance * (guided - unguided)
            latents = scheduler.step(predicted, timestep, latents).prev_sample
        return latents

    def decode(self, latents: Tensor) -> np.ndarray:
        """Pictures [batch, 256, 256, 3] of bytes."""
        decoded = self.decoder.run(None, {"latent_sample": latents.numpy()})[0]
        return to_images(torch.from_numpy(decoded))

    def draw(
        self, texts: list[str], negative: str, seeds: list[int], sampler: Sampler
    ) -> np.ndarray:
        noise = torch.cat([noise_of(seed) for seed in seeds])
        return self.decode(self.sample(texts, negative, noise, sampler))
