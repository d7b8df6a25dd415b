"""Draws the README's contact sheet: the avatars of eight names."""

import argparse
from pathlib import Path

import torch

from avatarmodel.azurda import NEGATIVE, hash_of, prompt_of, seed_of, without_tags
from avatarmodel.drawing import FolderModel
from avatarmodel.places import BUNDLED, SHEET
from avatarmodel.sheets import write_sheet

NAMES = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"]


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder to draw with")
    parser.add_argument("--output", type=Path, default=SHEET, help="PNG to write")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(1)
    model = FolderModel(arguments.model)
    digests = [hash_of(f"{name}@example.com") for name in NAMES]
    texts = [without_tags(prompt_of(digest)) for digest in digests]
    seeds = [seed_of(digest) for digest in digests]
    for digest, seed, text in zip(digests, seeds, texts, strict=True):
        print(f"{digest} seed {seed}: {text}")
    images = model.draw(texts, NEGATIVE, seeds, model.default_sampler())
    write_sheet(images, columns=4, output=arguments.output)
    print(f"wrote {arguments.output}, {arguments.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
