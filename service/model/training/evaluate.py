"""Measures a model folder: prompt following, likeness to renders, copying, sharpness, speed.

The judge is trained first where the working folder has none for today's art.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from avatarmodel.azurda import NEGATIVE
from avatarmodel.drawing import FolderModel, Sampler
from avatarmodel.evaluation import decoding, memorising, samples
from avatarmodel.evaluation.judge import Judge, Reading
from avatarmodel.evaluation.judging import prepare_judge
from avatarmodel.evaluation.measures import relative_frechet_distance
from avatarmodel.evaluation.reducing import reduced
from avatarmodel.evaluation.renders import HELD_OUT, HELD_OUT_TOO, Renders, art_digest
from avatarmodel.evaluation.report import (
    Accuracies,
    Frechet,
    Report,
    graph_digests,
    print_accuracies,
    print_confusions,
    print_figures,
)
from avatarmodel.places import BUNDLED, WORK
from avatarmodel.shards import Shard, shards
from avatarmodel.sheets import write_sheet

SHEET_PICTURES = 18


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=BUNDLED, help="folder to measure")
    parser.add_argument("--work", type=Path, default=WORK, help="train.py's working folder")
    parser.add_argument("--pictures", type=int, default=2000, help="to draw")
    parser.add_argument("--renders", type=int, default=500, help="to decode")
    parser.add_argument("--steps", type=int, help="instead of the folder's own")
    parser.add_argument("--guidance", type=float, help="instead of the folder's own")
    parser.add_argument(
        "--karras", action=argparse.BooleanOptionalAction, help="instead of the folder's own"
    )
    parser.add_argument("--empty-negative", action="store_true", help="guide away from nothing")
    parser.add_argument("--vocabulary", action="store_true", help="ask for what hashes name")
    parser.add_argument("--confusions", action="store_true", help="print the worst attributes'")
    parser.add_argument("--sheet", type=Path, help="write the first 18 pictures here")
    parser.add_argument("--nearest-sheet", type=Path, help="write the nearest pairs here")
    parser.add_argument("--json", type=Path, help="write all figures here")
    return parser.parse_args()


class Evaluation:
    """One run: each method measures one thing and notes it in the report."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.model = FolderModel(arguments.model)
        own = self.model.default_sampler()
        self.sampler = Sampler(
            own.steps if arguments.steps is None else arguments.steps,
            own.guidance if arguments.guidance is None else arguments.guidance,
            own.karras if arguments.karras is None else arguments.karras,
        )
        self.negative = "" if arguments.empty_negative else NEGATIVE
        orders = samples.hashed_orders if arguments.vocabulary else samples.random_orders
        self.orders = orders(arguments.pictures)
        settings = {
            **asdict(self.sampler),
            "negative": self.negative,
            "vocabulary": arguments.vocabulary,
        }
        self.report = Report(settings, graph_digests(arguments.model), art_digest())

    def decoder(self, judge: Judge) -> None:
        """Needs renders and latents of train.py."""
        shard = self._first_shard("held-out")
        if shard is None or not shard.latents_file.exists():
            self.report.leave_out("decoding", "the working folder has no held-out latents")
            return
        decoded = decoding.decode(self.model, shard, self.arguments.renders)
        self.report.decoding = decoding.compare(decoded, shard)
        given = shard.attributes()[: len(decoded)].astype(np.int64)
        read = judge.read(reduced(decoded)).confusions(given)
        self.report.judge_on_decoded = Accuracies.of(read)

    def following(self, read: Reading) -> None:
        confusions = read.confusions(samples.rows_of(self.orders))
        self.report.following = Accuracies.of(confusions)
        columns = {
            "samples": self.report.following,
            "judge on renders": self.report.judge,
            "on decoded renders": self.report.judge_on_decoded,
        }
        print_accuracies({title: column for title, column in columns.items() if column})
        if self.arguments.confusions:
            print_confusions(confusions)

    def frechet(self, drawn: Reading, held_out: Reading, too: Reading) -> None:
        if self.arguments.vocabulary:
            self.report.leave_out("frechet", "hashes name words more or less often than renders")
            return
        count = min(len(part.features) for part in (drawn, held_out, too))
        references = held_out.features[:count]
        self.report.frechet = Frechet(
            count,
            relative_frechet_distance(drawn.features[:count], references),
            relative_frechet_distance(too.features[:count], references),
        )

    def memorising(self, drawn: np.ndarray, held_out: Renders) -> None:
        """Needs the renders that train.py has learned from."""
        if self._first_shard("pictures") is None:
            self.report.leave_out("memorising", "the working folder has no training renders")
            return
        sources = shards(self.arguments.work / "pictures")
        self.report.memorising, found = memorising.compare(drawn, held_out.images, sources)
        if self.arguments.nearest_sheet:
            memorising.write_nearest_sheet(drawn, found, sources, self.arguments.nearest_sheet)

    def speed(self) -> None:
        timed = samples.time_one(self.model, self.orders, self.negative, self.sampler)
        self.report.seconds = timed

    def run(self) -> None:
        print(f"model {self.arguments.model}, {self.sampler}, negative prompt '{self.negative}'")
        print(f"renders {HELD_OUT}, {HELD_OUT_TOO}, words from seed {samples.FIRST_ATTRIBUTE_SEED}")
        folder = self.arguments.work / "judge"
        judge = prepare_judge(folder)
        held_out, too = HELD_OUT.load(folder), HELD_OUT_TOO.load(folder)
        read_held_out, read_too = judge.read(held_out.images), judge.read(too.images)
        self.report.judge = Accuracies.of(read_held_out.confusions(held_out.attributes))
        self.speed()
        self.decoder(judge)
        drawn = samples.draw(self.model, self.orders, self.negative, self.sampler)
        if self.arguments.sheet:
            write_sheet(drawn[:SHEET_PICTURES], columns=6, output=self.arguments.sheet)
        read = judge.read(reduced(drawn))
        self.following(read)
        self.frechet(read, read_held_out, read_too)
        self.memorising(drawn, held_out)
        print_figures(self.report)
        if self.arguments.json:
            self.report.write(self.arguments.json)

    def _first_shard(self, name: str) -> Shard | None:
        try:
            return shards(self.arguments.work / name)[0]
        except FileNotFoundError:
            return None


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(1)
    Evaluation(arguments).run()


if __name__ == "__main__":
    main()
