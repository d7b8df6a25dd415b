"""Draws without end, with ever other prompts and sizes, and fails when the memory in use grows."""

import random
import statistics
import sys
import time
from dataclasses import dataclass

import drawers
import servers
import tools

AT_ONCE = 2
CELL_PIXELS = 16  # of the bundled model
# Fixed and touched at the start, so that what is resident grows by native memory only.
HEAP_FLAGS = ["-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"]
# The first part warms up: ONNX Runtime keeps the memory of the largest pictures for the next.
WARM_UP_SHARE = 0.25
SAMPLES = 40
MOST_HEAP_MIB = 4
MOST_NATIVE_MIB = 48


@dataclass(frozen=True)
class Sample:
    """What was in use, after a full collection."""

    minutes: float
    draws: int
    heap_mib: float
    resident_mib: float


class Grown(tools.Failed):
    """There is a leak."""


def run(quick: bool) -> None:
    minutes = 3 if quick else 60
    servers.build()
    with drawers.library(drawers.BUNDLED, 1, AT_ONCE, HEAP_FLAGS) as drawer:
        samples = _soak(drawer, minutes)
    ...
