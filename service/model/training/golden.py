"""Draws the pictures that the Java library's are compared with.

diffusers' scheduler and ONNX Runtime draw four prompts over the bundled folder; golden.json says
what each picture was made of and with which programs.
"""

import argparse
import json
import platform
from pathlib import Path

import diffusers
import numpy
import onnxruntime
import torch
import transformers
from PIL import Image

from avatarmodel.azurda import NEGATIVE, hash_of, prompt_of, seed_of, without_tags
from avatarmodel.drawing import FolderModel
from avatarmodel.index import weight_digests
from avatarmodel.places import BUNDLED, GOLDEN

ADDRESSES = ["alice@example.com", "bob@example.com", "carol@example.com", "dave@example.com"]
TOLERANCE = 2  # of 255, for each channel of each pixel


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder to draw with")
    parser.add_argument("--output", type=Path, default=GOLDEN, help="folder to write to")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(1)
    model = FolderModel(arguments.model)
    sampler = model.default_sampler()
    arguments.output.mkdir(parents=True, exist_ok=True)
    pictures = []
    for address in ADDRESSES:
        digest = hash_of(address)
        text, seed = without_tags(prompt_of(digest)), seed_of(digest)
        image = model.draw([text], NEGATIVE, [seed], sampler)[0]
        name = f"{digest}.png"
        Image.fromarray(image).save(arguments.output / name, optimize=True)
        print(f"{name} seed {seed}: {text}")
        pictures.append(
            {
                "file": name,
                "hash": digest,
                "prompt": prompt_of(digest),
                "text": text,
                "negativePrompt": NEGATIVE,
                "seed": seed,
            }
        )
    golden = {
        "tolerance": TOLERANCE,
        "weights": weight_digests(arguments.model),
        "scheduler": "DPMSolverMultistep",
        "karras": sampler.karras,
        "steps": sampler.steps,
        "guidanceScale": sampler.guidance,
        "noise": "torch.randn on the CPU with the seed, shape [1, 24, 16, 16]",
        "programs": versions(),
        "pictures": pictures,
    }
    path = arguments.output / "golden.json"
    path.write_text(json.dumps(golden, indent=2) + "\n", encoding="utf-8")


def versions() -> dict[str, str]:
    modules = (torch, diffusers, transformers, onnxruntime, numpy)
    return {
        "python": platform.python_version(),
        **{module.__name__: module.__version__.split("+")[0] for module in modules},
    }


if __name__ == "__main__":
    main()
