"""The decoder: the linear inverse of the patch encoder, and a network that mends what it lost."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from avatarmodel.latents import PATCH, PATCH_VALUES, PatchCodec
from avatarmodel.unet import CHANNELS

WIDTHS = (160, 96, 48)  # at 16, 32 and 64 cells a side
LAST_SCALE = 4


class Residual(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        nn.init.normal_(self.second.weight, std=0.1 * self.second.weight.std().item())
        nn.init.zeros_(self.second.bias)

    def forward(self, features: Tensor) -> Tensor:
        inner = self.first(functional.silu(features))
        return features + self.second(functional.silu(inner))


def _doubling(width: int, next_width: int) -> list[nn.Module]:
    return [nn.Conv2d(width, 4 * next_width, 1), nn.PixelShuffle(2)]


class Decoder(nn.Module):
    """Latents [batch, CHANNELS, cells, cells] to pictures [batch, 3, 16 * cells, 16 * cells]."""

    def __init__(self) -> None:
        super().__init__()
        wide, middle, narrow = WIDTHS
        last = nn.Conv2d(narrow, 3 * LAST_SCALE**2, 3, padding=1)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
        self.network = nn.Sequential(
            nn.Conv2d(CHANNELS, wide, 3, padding=1),
            *(Residual(wide) for _ in range(3)),
            *_doubling(wide, middle),
            *(Residual(middle) for _ in range(2)),
            *_doubling(middle, narrow),
            *(Residual(narrow) for _ in range(2)),
            nn.SiLU(),
            last,
            nn.PixelShuffle(LAST_SCALE),
        )
        self.linear = nn.Conv2d(CHANNELS, PATCH_VALUES, 1)

    @torch.no_grad()
    def start_from(self, codec: PatchCodec) -> None:
        """Makes the untrained decoder the codec's linear inverse."""
        weight = torch.from_numpy(codec.decode_weight)
        self.linear.weight.copy_(weight.t().reshape(PATCH_VALUES, CHANNELS, 1, 1))
        self.linear.bias.copy_(torch.from_numpy(codec.mean))

    def forward(self, latents: Tensor) -> Tensor:
        linear = functional.pixel_shuffle(self.linear(latents), PATCH)
        return self.network(latents) + linear


def build_decoder() -> Decoder:
    return Decoder().to(memory_format=torch.channels_last)


def load_decoder(weights: Path) -> Decoder:
    decoder = build_decoder()
    decoder.load_state_dict(torch.load(weights))
    return decoder.eval().requires_grad_(False)
