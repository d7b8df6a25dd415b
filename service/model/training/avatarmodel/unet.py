"""The UNet, and the noise schedule that it is trained and sampled with."""

from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from torch import Tensor

from avatarmodel.text_encoder import WIDTH as TEXT_WIDTH

CHANNELS = 24  # of a latent
CELLS = 16  # a latent's height and width

# Rows, and columns, of the cells that hold eyes, brows and mouth: a small part of the picture that
# people look at first.
FACE_CELLS = slice(5, 11)

WIDTHS = (96, 112, 128)  # at 16, 8 and 4 cells a side
HEADS = (3, 4, 4)  # of attention; diffusers calls their number a dimension

# Less signal is left at the last timestep than Stable Diffusion leaves: drawing begins with none.
TIMESTEPS = 1000
BETA_START = 0.00085
BETA_END = 0.02
NOISE_SCHEDULE: dict[str, object] = {
    "num_train_timesteps": TIMESTEPS,
    "beta_start": BETA_START,
    "beta_end": BETA_END,
    "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction",
}


def build_unet() -> UNet2DConditionModel:
    unet = UNet2DConditionModel(
        sample_size=CELLS,
        in_channels=CHANNELS,
        out_channels=CHANNELS,
        block_out_channels=WIDTHS,
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=TEXT_WIDTH,
        attention_head_dim=HEADS,
        norm_num_groups=16,
    )
    return unet.to(memory_format=torch.channels_last)


def load_unet(weights: Path) -> UNet2DConditionModel:
    unet = build_unet()
    unet.load_state_dict(torch.load(weights))
    return unet.eval().requires_grad_(False)


def signal_shares() -> Tensor:
    """How much of a latent's variance is left at each timestep."""
    betas = torch.linspace(BETA_START**0.5, BETA_END**0.5, TIMESTEPS) ** 2
    return torch.cumprod(1 - betas, 0)
