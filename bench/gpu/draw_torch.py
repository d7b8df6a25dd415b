"""Draws with diffusers and PyTorch in fp16 on one device, all requests of a line in one batch."""

import argparse
from pathlib import Path

import numpy as np
import serving
import torch
from diffusers import DiffusionPipeline

HALF = torch.float16
MODE = "max-autotune"


class Batches:
    """A pipeline, eager or compiled, in the layout that suits convolutions of fp16."""

    def __init__(self, folder: Path, device: str, compiled: bool) -> None:
        pipeline = DiffusionPipeline.from_pretrained(folder, torch_dtype=HALF)
        pipeline.to(device)
        pipeline.set_progress_bar_config(disable=True)
        pipeline.unet.to(memory_format=torch.channels_last)
        pipeline.vae.to(memory_format=torch.channels_last)
        if compiled:
            # A processor's code would take a compiler and minutes, to show nothing else.
            how = {"backend": "aot_eager"} if device == "cpu" else {"mode": MODE}
            pipeline.unet = torch.compile(pipeline.unet, dynamic=False, **how)
            decode = torch.compile(pipeline.vae.decode, dynamic=False, **how)
            pipeline.vae.decode = decode
        self._pipeline = pipeline
        self._device = device

    def draw(self, requests: list[serving.Request]) -> list[serving.Picture]:
        """Only prompts and seeds differ."""
        first = requests[0]
        images = self._pipeline(
            prompt=[request.prompt for request in requests],
            negative_prompt=[request.negativePrompt for request in requests],
            latents=torch.cat([self._noise(request) for request in requests]),
            num_inference_steps=first.steps,
            guidance_scale=first.guidanceScale,
            width=first.width,
            height=first.height,
            output_type="pt",
        ).images
        whole = (images.float() * 255).round().to(torch.uint8).permute(0, 2, 3, 1)
        return list(np.ascontiguousarray(whole.cpu().numpy()))

    def _noise(self, request: serving.Request) -> torch.Tensor:
        """Drawn in fp32, since PyTorch draws other numbers in fp16."""
        factor = self._pipeline.vae_scale_factor
        shape = (1, 4, request.height // factor, request.width // factor)
        generator = torch.Generator("cpu").manual_seed(request.seed)
        return torch.randn(shape, generator=generator).to(self._device, HALF)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--compiled", action="store_true")
    arguments = parser.parse_args()
    torch.backends.cudnn.benchmark = True
    torch._dynamo.config.recompile_limit = 64  # a graph for each size and batch
    batches = Batches(arguments.folder, arguments.device, arguments.compiled)
    serving.serve(batches.draw)


if __name__ == "__main__":
    main()
