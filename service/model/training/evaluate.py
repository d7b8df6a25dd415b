"""Measures a model folder and draws a contact sheet of it."""

import argparse
import random
from pathlib import Path

import torch

from avatarmodel.attributes import caption, sample_attributes
from avatarmodel.azurda import NEGATIVE
from avatarmodel.drawing import FolderModel, Sampler
from avatarmodel.evaluation import Judge, ceiling, decoding, following
from avatarmodel.latents import PatchCodec
from avatarmodel.places import BUNDLED, WORK
from avatarmodel.shards import shards
from avatarmodel.sheets import write_sheet

FIRST_SHEET_SEED = 9_000


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder to measure")
    parser.add_argument("--work", type=Path, default=WORK, help="train.py's working folder")
    parser.add_argument("--pictures", type=int, default=256, help="to draw for prompt following")
    parser.add_argument("--renders", type=int, default=256, help="to decode")
    parser.add_argument("--steps", type=int, help="instead of the folder's own")
    parser.add_argument("--guidance", type=float, help="instead of the folder's own")
    parser.add_argument(
        "--karras", action=argparse.BooleanOptionalAction, help="instead of the folder's own"
    )
    parser.add_argument("--empty-negative", action="store_true", help="guide away from nothing")
    parser.add_argument("--sheet", type=Path, help="write a contact sheet of 18 pictures here")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(1)
    model = FolderModel(arguments.model)
    own = model.default_sampler()
    karras = own.karras if arguments.karras is None else arguments.karras
    sampler = Sampler(arguments.steps or own.steps, arguments.guidance or own.guidance, karras)
    negative = "" if arguments.empty_negative else NEGATIVE
    held_out = shards(arguments.work / "held-out")[0]
    judge = Judge(PatchCodec.load(arguments.work / "codec.npz"), arguments.work / "classifier.pt")
    print(f"model {arguments.model}, seeds 0 to {arguments.pictures - 1}")
    if arguments.sheet:
        draw_sheet(model, negative, sampler, arguments.sheet)
    decoding(model, held_out, arguments.renders)
    ceiling(judge, held_out)
    following(model, judge, sampler, arguments.pictures, negative)


def draw_sheet(model: FolderModel, negative: str, sampler: Sampler, output: Path) -> None:
    seeds = list(range(FIRST_SHEET_SEED, FIRST_SHEET_SEED + 18))
    texts = [caption(sample_attributes(random.Random(seed)), keep_lora=False) for seed in seeds]
    write_sheet(model.draw(texts, negative, seeds, sampler), columns=6, output=output)


if __name__ == "__main__":
    main()
