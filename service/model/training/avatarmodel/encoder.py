"""The encoder: principal components of patches, and a network that adds what the decoder misses.

Only training needs it; the model folder has none.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from avatarmodel.decoder import LAST_SCALE, WIDTHS, Residual
from avatarmodel.latents import PATCH, PatchCodec
from avatarmodel.shards import Shard, save_atomically, to_tensor
from avatarmodel.unet import CHANNELS
from avatarmodel.weights import weights_of_part

BATCH = 25


def _halving(width: int, next_width: int) -> list[nn.Module]:
    return [nn.PixelUnshuffle(2), nn.Conv2d(4 * width, next_width, 1)]


class Encoder(nn.Module):
    """Pictures [batch, 3, 16 * cells, 16 * cells] to latents [batch, CHANNELS, cells, cells]."""

    def __init__(self) -> None:
        super().__init__()
        wide, middle, narrow = WIDTHS
        last = nn.Conv2d(wide, CHANNELS, 3, padding=1)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
        self.network = nn.Sequential(
            nn.PixelUnshuffle(LAST_SCALE),
            nn.Conv2d(3 * LAST_SCALE**2, narrow, 3, padding=1),
            nn.SiLU(),
            *_halving(narrow, middle),
            Residual(middle),
            *_halving(middle, wide),
            *(Residual(wide) for _ in range(2)),
            nn.SiLU(),
            last,
        )
        self.linear = nn.Conv2d(3, CHANNELS, PATCH, stride=PATCH)

    @torch.no_grad()
    def start_from(self, codec: PatchCodec) -> None:
        """Makes the untrained encoder the codec itself."""
        weight = torch.from_numpy(codec.encode_weight)
        self.linear.weight.copy_(weight.reshape(CHANNELS, 3, PATCH, PATCH))
        self.linear.bias.copy_(torch.from_numpy(codec.encode_bias))

    def forward(self, pictures: Tensor) -> Tensor:
        return self.network(pictures) + self.linear(pictures)


def build_encoder() -> Encoder:
    return Encoder().to(memory_format=torch.channels_last)


def load_encoder(autoencoder: Path) -> Encoder:
    encoder = build_encoder()
    encoder.load_state_dict(weights_of_part(autoencoder, "encoder"))
    return encoder.eval().requires_grad_(False)


@torch.no_grad()
def encode_shard(encoder: Encoder, shard: Shard) -> None:
    """Writes the latents of a shard's pictures."""
    device = encoder.linear.weight.device
    images = shard.images()
    parts = []
    for first in range(0, len(images), BATCH):
        pictures = to_tensor(images[first : first + BATCH]).to(device)
        latents = encoder(pictures.to(memory_format=torch.channels_last))
        parts.append(latents.contiguous().cpu().numpy().astype(np.float16))
    save_atomically(shard.latents_file, np.concatenate(parts))
