"""Figures as people read them, and as a JSON file that a model card is checked against."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from avatarmodel.attributes import CHOICES, NAMES
from avatarmodel.evaluation.decoding import Decoding
from avatarmodel.evaluation.judge import accuracies
from avatarmodel.evaluation.memorising import Memorising
from avatarmodel.evaluation.samples import Seconds

WORST_ATTRIBUTES = 3


@dataclass(frozen=True)
class Accuracies:
    """Balanced accuracies of the attributes, and how many pictures they were measured on."""

    pictures: int
    mean: float
    attributes: dict[str, float]

    @staticmethod
    def of(confusions: dict[str, np.ndarray]) -> "Accuracies":
        each = accuracies(confusions)
        pictures = int(confusions[NAMES[0]].sum())
        return Accuracies(pictures, float(np.mean(list(each.values()))), each)


@dataclass(frozen=True)
class Frechet:
    """Distances on the judge's features, as shares of the variance among held-out renders."""

    pictures: int  # in each set
    samples: float  # from samples to renders
    floor: float  # from renders to other renders


@dataclass
class Report:
    """All that one run of evaluate.py measured; None stands for what it could not measure."""

    settings: dict[str, object]
    graphs: dict[str, str]  # digests of the measured weights
    art: str  # digest of renderer and judge
    judge: Accuracies | None = None
    judge_on_decoded: Accuracies | None = None
    following: Accuracies | None = None
    frechet: Frechet | None = None
    memorising: Memorising | None = None
    decoding: Decoding | None = None
    seconds: Seconds | None = None
    left_out: dict[str, str] = field(default_factory=dict)  # figure to reason

    def leave_out(self, figure: str, reason: str) -> None:
        self.left_out[figure] = reason
        print(f"left out {figure}: {reason}", flush=True)

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


def graph_digests(folder: Path) -> dict[str, str]:
    """The digest of each graph in a model folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.onnx"))
    }


def print_accuracies(columns: dict[str, Accuracies]) -> None:
    """A line an attribute; a column for each kind of picture."""
    titled = {f"{title} ({read.pictures})": read for title, read in columns.items()}
    print("balanced accuracy  " + "  ".join(titled))
    for name in NAMES:
        _print_row(name, {title: read.attributes[name] for title, read in titled.items()})
    _print_row("mean", {title: read.mean for title, read in titled.items()})


def _print_row(name: str, shares: dict[str, float]) -> None:
    cells = [f"{share:.4f}".rjust(len(title)) for title, share in shares.items()]
    print(f"{name:17}  " + "  ".join(cells), flush=True)


def print_confusions(confusions: dict[str, np.ndarray]) -> None:
    """What the attributes that were read worst were taken for."""
    each = accuracies(confusions)
    for name in sorted(each, key=each.__getitem__)[:WORST_ATTRIBUTES]:
        print(f"{name}: given (down) was read as (across)")
        words = [text or "(none)" for text in CHOICES[name]]
        width = max(len(text) for text in words)
        print(" " * width + "".join(f"  {text:>{width}}" for text in words))
        for text, counts in zip(words, confusions[name], strict=True):
            print(f"{text:>{width}}" + "".join(f"  {count:>{width}}" for count in counts))


def print_figures(report: Report) -> None:
    """The figures that are not accuracies, a line each."""
    if report.frechet:
        frechet = report.frechet
        print(
            f"Frechet distance: samples {frechet.samples:.4f}, renders among themselves "
            f"{frechet.floor:.4f} (shares of variance), {frechet.pictures} each"
        )
    if report.memorising:
        near = report.memorising
        print(
            f"nearest of {near.training_renders} training renders: median {near.sample_median:.2f} "
            f"for samples, {near.held_out_median:.2f} for held-out renders; "
            f"{100 * near.near_share:.2f} % of samples nearer than {near.near:.2f} "
            f"(1 % of held-out renders are)"
        )
    if report.decoding:
        decoding = report.decoding
        print(
            f"decoder: {decoding.whole:.2f} dB, face {decoding.face:.2f} dB, "
            f"{decoding.renders} held-out renders"
        )
    if report.seconds:
        seconds = report.seconds
        print(
            f"one picture on one thread: {seconds.wall:.3f} s, "
            f"{seconds.processor:.3f} s of processor time"
        )
