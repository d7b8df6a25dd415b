"""The library and its peers, each in the settings that suit it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import drawers
import models

LIBRARY, LIBRARY_THREADS = "avatar-origin", "avatar-origin, 2 threads a run"
RUNTIME_RUNS = "onnxruntime, 1 thread, 2 runs"
RUNTIME_THREADS = "onnxruntime, 2 threads a run"
DIFFUSERS_BATCH = "diffusers, 2 threads, a batch"
DIFFUSERS_RUNS = "diffusers, 1 thread, 2 runs"
DIFFUSERS_COMPILED = "diffusers compiled, a batch"
RUNTIME = [RUNTIME_RUNS, RUNTIME_THREADS]
DIFFUSERS = [DIFFUSERS_BATCH, DIFFUSERS_RUNS]
# A graph is compiled for each size of a batch, in minutes.
COMPILED_BATCH = 4


@dataclass(frozen=True)
class Setting:
    """A program with its settings, started with a model for as long as a `with` block lasts."""

    name: str
    start: Callable[[models.Model], AbstractContextManager[drawers.Drawer]]


def settings(model: models.Model, compiled: bool) -> list[Setting]:
    """All that can draw this model."""
    found = [
        Setting(LIBRARY, lambda model: drawers.library(model.onnx, 1, 2)),
        Setting(LIBRARY_THREADS, lambda model: drawers.library(model.onnx, 2, 1)),
        _runtime(RUNTIME_RUNS, 1, 2),
        _runtime(RUNTIME_THREADS, 2, 1),
    ]
    if model.torch:
        found += [
            _diffusers(DIFFUSERS_BATCH, 2, 1, "--batch=8"),
            _diffusers(DIFFUSERS_RUNS, 1, 2),
        ]
    if model.torch and compiled:
        batch = f"--batch={COMPILED_BATCH}"
        found.append(_diffusers(DIFFUSERS_COMPILED, 2, 1, batch, "--compiled"))
    return found


def _runtime(name: str, threads: int, at_once: int) -> Setting:
    return Setting(
        name,
        lambda model: _python("draw_onnxruntime.py", model.onnx, threads, at_once),
    )


def _diffusers(name: str, threads: int, at_once: int, *options: str) -> Setting:
    def start(model: models.Model) -> AbstractContextManager[drawers.Drawer]:
        assert model.torch
        return _python("draw_diffusers.py", model.torch, threads, at_once, *options)

    return Setting(name, start)


def _python(
    script: str, folder: Path, threads: int, at_once: int, *options: str
) -> AbstractContextManager[drawers.Drawer]:
    command = [models.python(), models.HERE / script, folder, *options]
    command += [f"--threads={threads}", f"--drawers={at_once}"]
    environment = {
        "OMP_NUM_THREADS": str(threads),
        "TORCHINDUCTOR_CACHE_DIR": str(models.cache() / "compiled"),
        "HF_HUB_OFFLINE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return drawers.running([str(part) for part in command], environment)
