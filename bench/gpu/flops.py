"""Counts the floating-point operations of a model's nets: two for each multiplication of matrices and convolutions."""

from collections.abc import Callable

import torch
from diffusers import AutoencoderKL, DiffusionPipeline, UNet2DConditionModel
from torch.utils.flop_counter import FlopCounterMode

TOKENS = 77
SIZE_NUMBERS = 6


def of(pipeline: DiffusionPipeline, sizes: list[int]) -> dict[str, dict[str, int]]:
    """By size in pixels: a run of the UNet for one prompt, a decoded picture, an encoded prompt."""
    unet, vae = pipeline.unet.config, pipeline.vae.config
    text = sum(_text(part) for part in _text_encoders(pipeline))
    with torch.device("meta"):
        nets = UNet2DConditionModel.from_config(unet), AutoencoderKL.from_config(vae)
        return {
            str(size): {
                "unet": _unet(nets[0], size // pipeline.vae_scale_factor),
                "decoder": _decoder(nets[1], size // pipeline.vae_scale_factor),
                "text": text,
            }
            for size in sizes
        }


def _text_encoders(pipeline: DiffusionPipeline) -> list[torch.nn.Module]:
    names = ("text_encoder", "text_encoder_2")
    return [part for name in names if (part := pipeline.components.get(name))]


def _text(encoder: torch.nn.Module) -> int:
    """Of its layers alone: what is looked up is no work."""
    config = encoder.config
    weights = 4 * config.hidden_size**2
    weights += 2 * config.hidden_size * config.intermediate_size
    scores = 2 * TOKENS * config.hidden_size
    return 2 * TOKENS * config.num_hidden_layers * (weights + scores)


def _unet(unet: UNet2DConditionModel, cells: int) -> int:
    conditions = None
    if unet.config.addition_embed_type == "text_time":
        width = unet.config.projection_class_embeddings_input_dim
        width -= SIZE_NUMBERS * unet.config.addition_time_embed_dim
        conditions = {
            "text_embeds": torch.empty(1, width),
            "time_ids": torch.empty(1, SIZE_NUMBERS),
        }
    states = torch.empty(1, TOKENS, unet.config.cross_attention_dim)
    return _counted(
        lambda: unet(
            torch.empty(1, unet.config.in_channels, cells, cells),
            torch.empty(1),
            states,
            added_cond_kwargs=conditions,
        )
    )


def _decoder(vae: AutoencoderKL, cells: int) -> int:
    latent = torch.empty(1, vae.config.latent_channels, cells, cells)
    return _counted(lambda: vae.decode(latent))


def _counted(run: Callable[[], object]) -> int:
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        run()
    return counter.get_total_flops()
