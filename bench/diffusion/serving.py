"""What the peers in Python share: requests come in and seconds go out as lines of JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Request:
    """What to draw, by the names that come in."""

    prompt: str
    negativePrompt: str
    seed: int
    steps: int
    guidanceScale: float
    width: int
    height: int


def serve(draw: Callable[[list[Request]], list[Picture]]) -> None:
    """Draws until the input ends; whatever libraries print goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        requests = [Request(**request) for request in command["requests"]]
        began = time.perf_counter()
        pictures = draw(requests)
        seconds = time.perf_counter() - began
        if command["pictures"]:
            content = b"".join(picture.tobytes() for picture in pictures)
            Path(command["pictures"]).write_bytes(content)
        print(json.dumps({"seconds": seconds}), file=answers, flush=True)


def as_bytes(planes: NDArray[np.float32]) -> Picture:
    """From [3, height, width] of -1 to 1 to [height, width, 3], as diffusers rounds."""
    unit = np.clip(planes / 2 + 0.5, 0, 1)
    return (unit.transpose(1, 2, 0) * 255).round().astype(np.uint8)
