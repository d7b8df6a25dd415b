"""Draws with ONNX Runtime in Python, from the folder that the library draws from."""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import serving
import torch
from diffusers import DPMSolverMultistepScheduler
from numpy.typing import NDArray
from transformers import CLIPTokenizer

TYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
}


class Net:
    """A session whose inputs are given in order and take their types from it."""

    def __init__(self, folder: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._output = self._session.get_outputs()[0].name

    def __call__(self, **values: NDArray) -> NDArray:
        given = {
            node.name: values[node.name].astype(TYPES[node.type], copy=False)
            for node in self._session.get_inputs()
        }
        return self._session.run([self._output], given)[0]


class Pipeline:
    """Text encoder, UNet with guidance in one batch of two, scheduler and decoder."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._tokenizer = CLIPTokenizer.from_pretrained(folder / "tokenizer")
        self._scheduler = json.loads(
            (folder / "scheduler/scheduler_config.json").read_text()
        )
        self._decoder_config = json.loads(
            (folder / "vae_decoder/config.json").read_text()
        )
        self._text_encoder = Net(folder / "text_encoder", threads)
        self._unet = Net(folder / "unet", threads)
        self._decoder = Net(folder / "vae_decoder", threads)

    def draw(self, request: serving.Request) -> serving.Picture:
        states = self._text_encoder(input_ids=self._identifiers(request))
        scheduler = DPMSolverMultistepScheduler.from_config(self._scheduler)
        scheduler.set_timesteps(request.steps)
        latent = self._noise(request)
        for timestep in scheduler.timesteps:
            unguided, guided = self._unet(
                sample=np.concatenate([latent.numpy()] * 2),
                timestep=timestep.expand(2).numpy(),
                encoder_hidden_states=states,
            )
            prediction = unguided + request.guidanceScale * (guided - unguided)
            prediction = torch.from_numpy(prediction[None])
            latent = scheduler.step(prediction, timestep, latent).prev_sample
        scaled = latent.numpy() / self._decoder_config["scaling_factor"]
        return serving.as_bytes(self._decoder(latent_sample=scaled)[0])

    def _identifiers(self, request: serving.Request) -> NDArray:
        return self._tokenizer(
            [request.negativePrompt, request.prompt],
            padding="max_length",
            truncation=True,
            return_tensors="np",
        ).input_ids

    def _noise(self, request: serving.Request) -> torch.Tensor:
        channels = self._decoder_config["latent_channels"]
        factor = 2 ** (len(self._decoder_config["block_out_channels"]) - 1)
        shape = (1, channels, request.height // factor, request.width // factor)
        generator = torch.Generator("cpu").manual_seed(request.seed)
        return torch.randn(shape, generator=generator)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=1, help="that share a run")
    parser.add_argument("--drawers", type=int, default=1, help="runs at once")
    arguments = parser.parse_args()
    torch.set_num_threads(1)  # for the noise and the scheduler, which are small
    pipeline = Pipeline(arguments.folder, arguments.threads)
    with ThreadPoolExecutor(arguments.drawers) as drawers, torch.inference_mode():
        serving.serve(lambda requests: list(drawers.map(pipeline.draw, requests)))


if __name__ == "__main__":
    main()
