"""Weights and checkpoints on disk."""

from pathlib import Path

import torch


def save_weights(state: dict[str, object], path: Path) -> None:
    """Writes a file that is either whole or absent, so that a broken run can be resumed."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)
