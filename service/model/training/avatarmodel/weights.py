"""Weights and checkpoints on disk."""

from pathlib import Path

import torch
from torch import Tensor


def save_weights(state: dict[str, object], path: Path) -> None:
    """Writes a file that is either whole or absent, so that a broken run can be resumed."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def weights_of_part(path: Path, name: str) -> dict[str, Tensor]:
    """The weights of one of a module's parts, of the file that the whole was written to."""
    weights, prefix = torch.load(path), f"{name}."
    return {key.removeprefix(prefix): weights[key] for key in weights if key.startswith(prefix)}
