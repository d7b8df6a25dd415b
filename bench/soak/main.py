"""Draws for an hour, ever other prompts and sizes, and fails when the memory in use grows."""

import random
import statistics
import sys
import time
from dataclasses import dataclass

import drawers
import servers
import tools

AT_ONCE = 2
BATCH = 8
# The bundled model's latent cells have 16 pixels, and its UNet halves their number twice.
SIDES = range(64, 321, 64)
MOST_STEPS = 8
SCHEDULERS = (
    "DPM++ 2M",
    "DPM++ 2M SDE Karras",
    "Euler",
    "Euler a",
    "DDIM",
    "UniPC",
    "Heun",
    "LMS",
    "PLMS",
    "LCM",
)
# A fixed heap, touched at the start: then what is resident grows by native memory alone.
HEAP_FLAGS = ["-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch"]
SAMPLES = 40
# Until then ONNX Runtime gathers the memory that it keeps for the largest pictures.
WARM_UP_SAMPLES = 13
MOST_HEAP_MIB = 4
MOST_NATIVE_MIB = 48


@dataclass(frozen=True)
class Sample:
    """What was in use after so many pictures, and after a full collection."""

    minutes: float
    pictures: int
    heap_mib: float
    resident_mib: float

    def line(self) -> str:
        memory = f"{self.heap_mib:12.2f}{self.resident_mib:12.1f}"
        return f"  {self.minutes:12.1f}{self.pictures:12d}{memory}"


def run(quick: bool) -> None:
    servers.build()
    minutes = 3 if quick else 60
    print(f"soak: {minutes} minutes, {AT_ONCE} pictures at a time, the bundled model")
    columns = ("minutes", "pictures", "heap MiB", "resident")
    print("  " + "".join(f"{column:>12}" for column in columns), flush=True)
    with drawers.library(drawers.BUNDLED, 1, AT_ONCE, HEAP_FLAGS) as drawer:
        samples = _soak(drawer, minutes)
    heap = _growth([sample.heap_mib for sample in samples])
    native = _growth([sample.resident_mib for sample in samples])
    bounds = f"at most {MOST_HEAP_MIB} of heap and {MOST_NATIVE_MIB} of native memory"
    warm_up = f"after {samples[WARM_UP_SAMPLES].minutes:.1f} minutes of warm-up"
    print(f"growth {warm_up}, in MiB: {bounds}")
    tools.figure("soak.heap.growth", heap, "MiB")
    tools.figure("soak.native.growth", native, "MiB")
    if heap > MOST_HEAP_MIB or native > MOST_NATIVE_MIB:
        sys.exit("bench/run soak: memory grew by more than that")


def _soak(drawer: drawers.Drawer, minutes: int) -> list[Sample]:
    chance = random.Random(1)
    began = time.monotonic()
    pictures = 0
    samples: list[Sample] = []
    while len(samples) < SAMPLES:
        drawer.tell(requests=[_request(chance) for _ in range(BATCH)])
        pictures += BATCH
        passed = (time.monotonic() - began) / 60
        if passed >= minutes * (len(samples) + 1) / SAMPLES:
            heap = drawer.tell(collect=True)["heapBytes"] / 2**20
            samples.append(Sample(passed, pictures, heap, drawer.resident_mib()))
            print(samples[-1].line(), flush=True)
    return samples


def _request(chance: random.Random) -> dict[str, object]:
    """One in eight is cancelled on its way."""
    steps = chance.randint(1, MOST_STEPS)
    request: dict[str, object] = {
        "prompt": drawers.random_prompt(chance),
        "negativePrompt": drawers.random_prompt(chance),
        "seed": chance.getrandbits(32),
        "steps": steps,
        "guidanceScale": chance.choice([1.0, 4.0, 7.5]),
        "width": chance.choice(SIDES),
        "height": chance.choice(SIDES),
        "scheduler": chance.choice(SCHEDULERS),
        "previews": chance.random() < 1 / 2,
    }
    if chance.random() < 1 / 8:
        request["endAfter"] = chance.randint(1, steps)
    return request


def _growth(values: list[float]) -> float:
    """From the first third after the warm-up to the last, each by its median."""
    after = values[WARM_UP_SAMPLES:]
    third = len(after) // 3
    return statistics.median(after[-third:]) - statistics.median(after[:third])


if __name__ == "__main__":
    sys.exit(tools.main("soak", __doc__, run))
