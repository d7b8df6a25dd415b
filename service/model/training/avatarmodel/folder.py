"""The model folder: where its graphs are, and what in it is neither weights nor tokenizer."""

import json
from pathlib import Path

from diffusers import UNet2DConditionModel
from diffusers import __version__ as diffusers_version
from transformers import CLIPTextModel

from avatarmodel.decoder import WIDTHS
from avatarmodel.unet import CHANNELS, NOISE_SCHEDULE

SIZE = 256

# What the origin takes for its own where neither user nor vocabulary says otherwise.
DEFAULTS: dict[str, object] = {
    "name": "avatar-origin bundled",
    "steps": 8,
    "guidanceScale": 4.0,
    "size": SIZE,
    "scheduler": "DPMSolverMultistep",
    "karras": False,
}

SCHEDULER: dict[str, object] = {
    "_class_name": "DPMSolverMultistepScheduler",
    "_diffusers_version": diffusers_version,
    "algorithm_type": "dpmsolver++",
    "solver_order": 2,
    "solver_type": "midpoint",
    "lower_order_final": True,
    "use_karras_sigmas": False,
    "steps_offset": 1,
    "timestep_spacing": "linspace",
    "clip_sample": False,
    "set_alpha_to_one": False,
    **NOISE_SCHEDULE,
}

# diffusers reads the picture's reduction from the number of blocks: five make 16.
_WIDE, _MIDDLE, _NARROW = WIDTHS
DECODER: dict[str, object] = {
    "_class_name": "AutoencoderTiny",
    "_diffusers_version": diffusers_version,
    "scaling_factor": 1.0,
    "latent_channels": CHANNELS,
    "sample_size": SIZE,
    "block_out_channels": [_NARROW, _NARROW, _MIDDLE, _MIDDLE, _WIDE],
}

# Optimum's pipeline: diffusers' own one for ONNX has a scaling factor of 0.18215 built in.
PIPELINE: dict[str, object] = {
    "_class_name": "ORTStableDiffusionPipeline",
    "_diffusers_version": diffusers_version,
    "feature_extractor": [None, None],
    "safety_checker": [None, None],
    "requires_safety_checker": False,
    "scheduler": ["diffusers", "DPMSolverMultistepScheduler"],
    "text_encoder": ["diffusers", "OnnxRuntimeModel"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "OnnxRuntimeModel"],
    "vae_decoder": ["diffusers", "OnnxRuntimeModel"],
    "vae_encoder": [None, None],
}


def graph_of(folder: Path, part: str) -> Path:
    """Where a model folder keeps a part's graph."""
    return folder / part / "model.onnx"


def write_descriptions(
    folder: Path, unet: UNet2DConditionModel, text_encoder: CLIPTextModel
) -> None:
    _write(folder / "model_index.json", PIPELINE)
    _write(folder / "avatar-origin.json", DEFAULTS)
    _write(folder / "scheduler" / "scheduler_config.json", SCHEDULER)
    _write(folder / "vae_decoder" / "config.json", DECODER)
    unet.save_config(folder / "unet")
    text_encoder.config.save_pretrained(folder / "text_encoder")


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
