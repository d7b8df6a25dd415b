"""Contact sheets: many pictures in one, for the eye."""

from pathlib import Path

import numpy as np
from PIL import Image


def write_sheet(images: np.ndarray, columns: int, output: Path, cell: int = 256) -> None:
    """Writes pictures [count, height, width, 3] row by row, each scaled to a cell's size."""
    rows = [
        np.concatenate(list(images[i : i + columns]), 1) for i in range(0, len(images), columns)
    ]
    sheet = Image.fromarray(np.concatenate(rows))
    size = (columns * cell, len(rows) * cell)
    output.parent.mkdir(parents=True, exist_ok=True)
    sheet.resize(size, Image.Resampling.LANCZOS).save(output, optimize=True)
