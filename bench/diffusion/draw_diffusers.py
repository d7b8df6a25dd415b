"""Draws with diffusers and PyTorch, from the weights that the ONNX folder was exported from."""

import argparse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

import numpy as np
import serving
import torch
from diffusers import StableDiffusionPipeline


class Pipelines:
    """One pipeline for each batch at a time: they share the nets, and each has its scheduler."""

    def __init__(self, folder: Path, drawers: int, compiled: bool) -> None:
        pipeline = StableDiffusionPipeline.from_pretrained(
            folder, safety_checker=None, requires_safety_checker=False
        )
        if compiled:
            pipeline.unet = torch.compile(pipeline.unet, dynamic=False)
            pipeline.vae.decode = torch.compile(pipeline.vae.decode, dynamic=False)
        scheduler = type(pipeline.scheduler)
        self._encoding = Lock()
        self._free: SimpleQueue[StableDiffusionPipeline] = SimpleQueue()
        for _ in range(drawers):
            own = scheduler.from_config(pipeline.scheduler.config)
            parts = pipeline.components | {"scheduler": own}
            other = StableDiffusionPipeline(**parts, requires_safety_checker=False)
            other.set_progress_bar_config(disable=True)
            self._free.put(other)

    def draw(self, requests: list[serving.Request]) -> list[serving.Picture]:
        """In one batch: only prompts and seeds differ."""
        first = requests[0]
        pipeline = self._free.get()
        try:
            states = self._encode(pipeline, requests)
            images = pipeline(
                prompt_embeds=states[0],
                negative_prompt_embeds=states[1],
                generator=[
                    torch.Generator("cpu").manual_seed(request.seed)
                    for request in requests
                ],
                num_inference_steps=first.steps,
                guidance_scale=first.guidanceScale,
                width=first.width,
                height=first.height,
                output_type="np",
            ).images
        finally:
            self._free.put(pipeline)
        return list((images * 255).round().astype(np.uint8))

    def _encode(
        self, pipeline: StableDiffusionPipeline, requests: list[serving.Request]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """One at a time: two at once were seen to give other states."""
        with self._encoding, torch.inference_mode():
            return pipeline.encode_prompt(
                [request.prompt for request in requests],
                pipeline.device,
                1,
                True,
                [request.negativePrompt for request in requests],
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=1, help="that share a batch")
    parser.add_argument("--drawers", type=int, default=1, help="batches at once")
    parser.add_argument("--batch", type=int, default=1, help="at most so many a batch")
    parser.add_argument("--compiled", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    pipelines = Pipelines(arguments.folder, arguments.drawers, arguments.compiled)

    def draw(requests: list[serving.Request]) -> list[serving.Picture]:
        size = arguments.batch
        batches = [requests[i : i + size] for i in range(0, len(requests), size)]
        drawn = drawers.map(pipelines.draw, batches)
        return [picture for pictures in drawn for picture in pictures]

    with ThreadPoolExecutor(
        arguments.drawers, initializer=lambda: torch.set_num_threads(arguments.threads)
    ) as drawers:
        serving.serve(draw)


if __name__ == "__main__":
    main()
