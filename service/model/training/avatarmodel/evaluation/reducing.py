"""The size at which pictures are judged."""

import numpy as np

SIDE = 128  # an iris is about ten pixels wide then


def reduced(images: np.ndarray, side: int = SIDE) -> np.ndarray:
    """Pictures [count, size, size, 3] of bytes, scaled down by the means of square blocks."""
    count, size = images.shape[:2]
    block = size // side
    blocks = images.reshape(count, side, block, side, block, 3)
    return (blocks.mean((2, 4), dtype=np.float32) + 0.5).astype(np.uint8)
