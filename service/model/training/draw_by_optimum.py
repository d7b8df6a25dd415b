"""Draws with Optimum's ONNX Runtime pipeline what second_reader.py asks for.

Run in the second reader's own environment: nothing of `avatarmodel` can be imported there.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from optimum.onnxruntime import ORTDiffusionPipeline
from transformers import CLIPTokenizer


def main(folder: Path, exchange: Path) -> None:
    """Reads asked.json and noise-NUMBER.npy, writes ids.npy and pictures-NUMBER.npy."""
    torch.set_num_threads(1)
    asked = json.loads((exchange / "asked.json").read_text(encoding="utf-8"))
    tokenizer = CLIPTokenizer.from_pretrained(folder / "tokenizer")
    ids = tokenizer(asked["texts"], padding="max_length", truncation=True)["input_ids"]
    np.save(exchange / "ids.npy", np.array(ids))

    pipeline = ORTDiffusionPipeline.from_pretrained(folder)
    print(f"read by {type(pipeline).__name__}", flush=True)
    pipeline.set_progress_bar_config(disable=True)
    for number, case in enumerate(asked["cases"]):
        noise = torch.from_numpy(np.load(exchange / f"noise-{number}.npy"))
        drawn = pipeline(
            prompt=case["texts"],
            negative_prompt=[case["negative"]] * len(case["texts"]),
            latents=noise,
            num_inference_steps=case["steps"],
            guidance_scale=case["guidance"],
            output_type="np",
        )
        pictures = (drawn.images * 255).round().astype(np.uint8)
        np.save(exchange / f"pictures-{number}.npy", pictures)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
