"""Lets other programs read the model folder: Optimum's ONNX Runtime pipeline and our own command.

Their pictures are compared with those of FolderModel, which start at the same latents. Optimum has
an environment of its own, made once, because it wants older transformers. Exit code 1 means that
pictures or token numbers differ, or that the folder was changed.
"""

import argparse
import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from transformers import CLIPTokenizer

from avatarmodel.azurda import NEGATIVE, hash_of, prompt_of, seed_of, without_tags
from avatarmodel.drawing import FolderModel, Sampler, noise_of
from avatarmodel.index import file_digests
from avatarmodel.places import BUNDLED, REPOSITORY, TRAINING
from avatarmodel.reader_environment import reader_python
from avatarmodel.tokenizer import token_ids

TOLERANCE = 2  # of 255, for each channel of each pixel
QUIET = os.environ | {
    "DIFFUSERS_VERBOSITY": "error",
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",
}
# What tokenizers easily disagree about.
ODD_TEXTS = [
    "",
    "1GIRL,  Red HAIR!",
    "don't, naïve café 日本 🙂",
    "<lora:cdi:1>, 3d render",
    "very long hair, " * 40,
]


@dataclass(frozen=True)
class Case:
    """Avatars that are drawn in one batch, and how."""

    name: str
    addresses: tuple[str, ...]
    sampler: Sampler
    negative: str = NEGATIVE

    @property
    def hashes(self) -> list[str]:
        return [hash_of(address) for address in self.addresses]

    @property
    def texts(self) -> list[str]:
        return [without_tags(prompt_of(digest)) for digest in self.hashes]

    @property
    def noise(self) -> torch.Tensor:
        return torch.cat([noise_of(seed_of(digest)) for digest in self.hashes])


def cases(own: Sampler) -> list[Case]:
    return [
        Case("the folder's own settings", ("alice@example.com",), own),
        Case("a batch of two", ("bob@example.com", "carol@example.com"), own),
        Case("4 steps", ("dave@example.com",), Sampler(4, own.guidance)),
        Case("20 steps, guidance 7", ("erin@example.com",), Sampler(20, 7.0)),
        Case("no negative prompt", ("frank@example.com",), own, negative=""),
    ]


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder to read")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(1)
    folder = arguments.model.resolve()
    before = file_digests(folder)
    model = FolderModel(folder)
    drawn = cases(model.default_sampler())
    with tempfile.TemporaryDirectory() as exchange:
        faults = read_by_optimum(model, drawn, Path(exchange))
    faults += read_by_command(model, drawn)
    if file_digests(folder) != before:
        faults.append(f"{folder} was changed")
    if faults:
        raise SystemExit("\n".join(faults))


def read_by_optimum(model: FolderModel, drawn: list[Case], exchange: Path) -> list[str]:
    """Faults of the token numbers and pictures."""
    texts = [*ODD_TEXTS, *(text for case in drawn for text in case.texts)]
    asked = [
        {
            "texts": case.texts,
            "negative": case.negative,
            "steps": case.sampler.steps,
            "guidance": case.sampler.guidance,
        }
        for case in drawn
    ]
    (exchange / "asked.json").write_text(json.dumps({"texts": texts, "cases": asked}))
    for number, case in enumerate(drawn):
        np.save(exchange / f"noise-{number}.npy", case.noise.numpy())
    script = TRAINING / "draw_by_optimum.py"
    subprocess.run([reader_python(), script, model.folder, exchange], check=True, env=QUIET)

    expected = token_ids(model.tokenizer, texts).numpy()
    ordinary = token_ids(CLIPTokenizer.from_pretrained(model.folder / "tokenizer"), texts).numpy()
    faults = []
    for reader, ids in (("here", ordinary), ("by Optimum", np.load(exchange / "ids.npy"))):
        if not np.array_equal(ids, expected):
            faults.append(f"CLIPTokenizer loaded {reader} gives other token numbers")
    print(f"{len(texts)} texts: token numbers compared")
    for number, case in enumerate(drawn):
        pictures = np.load(exchange / f"pictures-{number}.npy")
        faults += compare("Optimum", case, pictures, draw(model, case))
    return faults


def read_by_command(model: FolderModel, drawn: list[Case]) -> list[str]:
    """Faults of the pictures that `avatar-origin draw` writes."""
    faults = []
    for case in drawn:
        with tempfile.TemporaryDirectory() as folder:
            pictures = [
                draw_by_command(model.folder, case, digest, Path(folder) / f"{digest}.png")
                for digest in case.hashes
            ]
        faults += compare("avatar-origin", case, np.stack(pictures), draw(model, case))
    return faults


def draw_by_command(model: Path, case: Case, digest: str, output: Path) -> np.ndarray:
    command = [REPOSITORY / "avatar-origin", "draw", digest, f"--output={output}"]
    command += [f"--model={model}", f"--negative-prompt={case.negative}"]
    command += [f"--steps={case.sampler.steps}", f"--guidance-scale={case.sampler.guidance}"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    if ended.returncode != 0:
        raise SystemExit(f"avatar-origin draw failed:\n{ended.stderr}")
    with Image.open(output) as image:
        return np.asarray(image.convert("RGB"))


def draw(model: FolderModel, case: Case) -> np.ndarray:
    return model.decode(model.sample(case.texts, case.negative, case.noise, case.sampler))


def compare(reader: str, case: Case, pictures: np.ndarray, expected: np.ndarray) -> list[str]:
    if pictures.shape != expected.shape:
        return [f"{reader}, {case.name}: pictures of {pictures.shape}, not {expected.shape}"]
    difference = np.abs(pictures.astype(int) - expected.astype(int)).max()
    line = f"{reader}, {case.name}: differs by at most {difference} of 255"
    print(line, flush=True)
    return [line] if difference > TOLERANCE else []


if __name__ == "__main__":
    main()
