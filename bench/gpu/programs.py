"""The library and its peers on one device."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import device
import drawers
import kept
import models
import random_models
import servers
import tools

HERE = random_models.HERE
LIBRARY = "avatar-origin"
LIBRARY_TENSORRT = "avatar-origin, TensorRT"
EAGER = "diffusers"
COMPILED = "diffusers, compiled"
CUDA_LIBRARIES = HERE / "cuda12.txt"
# Of service/cli: what the Maven profile gpu builds.
GPU_APPLICATION = servers.REPOSITORY / "service/cli/target/app-gpu"

Start = Callable[[random_models.RandomModel], AbstractContextManager[drawers.Drawer]]


@dataclass(frozen=True)
class Program:
    """It is started with a model for as long as a `with` block lasts."""

    name: str
    start: Start


@dataclass(frozen=True)
class Bench:
    """The programs, what the device computes at most, and its memory in use, before one is started and after."""

    programs: list[Program]
    peak_flops: float
    idle_mib: Callable[[], float]
    used_mib: Callable[[drawers.Drawer], float]


def on_gpu() -> Bench:
    """Builds the application for GPUs; whoever lacks a library says which."""
    skipped = [f"-D{each}" for each in ("maven.test.skip", "jacoco.skip")]
    arguments = ["-q", "-Pgpu", *skipped, "-Dspotless.check.skip"]
    build = [servers.REPOSITORY / "build", *arguments, "-pl", "service/cli", "-am"]
    subprocess.run([*build, "package"], check=True)
    hindrance = _hindrance("cuda")
    if hindrance:
        raise tools.Unfit(f"ONNX Runtime finds no CUDA: {hindrance}")
    programs = [_library(LIBRARY, "cuda", GPU_APPLICATION)]
    hindrance = _hindrance("tensorrt")
    if hindrance:
        tools.show([f"left out {LIBRARY_TENSORRT}: {hindrance}"])
    else:
        programs.append(_library(LIBRARY_TENSORRT, "tensorrt", GPU_APPLICATION))
    programs += [
        _diffusers(EAGER, "cuda"),
        _diffusers(COMPILED, "cuda", "--compiled"),
    ]
    return Bench(
        programs, _peak("cuda", 8192), device.used_mib, lambda _: device.used_mib()
    )


def on_cpu() -> Bench:
    """The same on the processor, with whose numbers nothing is said."""
    servers.build()
    programs = [
        _library(LIBRARY, "cpu", drawers.APPLICATION),
        _diffusers(EAGER, "cpu"),
        _diffusers(COMPILED, "cpu", "--compiled"),
    ]
    return Bench(
        programs, _peak("cpu", 256), lambda: 0, lambda drawer: drawer.peak_mib()
    )


def _library(name: str, providers: str, application: Path) -> Program:
    def start(
        model: random_models.RandomModel,
    ) -> AbstractContextManager[drawers.Drawer]:
        return drawers.java(
            HERE / "BatchDrawer.java",
            [str(model.onnx), providers, str(model.folder / "tensorrt")],
            application,
            environment=_library_environment(providers),
        )

    return Program(name, start)


def _diffusers(name: str, where: str, *options: str) -> Program:
    def start(
        model: random_models.RandomModel,
    ) -> AbstractContextManager[drawers.Drawer]:
        script = [models.python(), HERE / "draw_torch.py", model.torch]
        command = [*script, f"--device={where}", *options]
        return drawers.running([str(part) for part in command], _peers_environment())

    return Program(name, start)


def _peers_environment() -> dict[str, str]:
    return {
        "TORCHINDUCTOR_CACHE_DIR": str(kept.cache("gpu") / "compiled"),
        "HF_HUB_OFFLINE": "1",
    }


def _library_environment(providers: str) -> dict[str, str]:
    """CUDA 12 beside whatever the machine has."""
    if providers == "cpu":
        return {}
    machines = os.environ.get("LD_LIBRARY_PATH", "")
    folders = filter(None, [*_cuda_libraries(), machines])
    return {"LD_LIBRARY_PATH": ":".join(folders)}


def _cuda_libraries() -> list[str]:
    """Folders with what cuda12.txt locks, for ONNX Runtime; PyTorch brings a CUDA 13 of its own."""

    def install(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "-r"]
        subprocess.run([*pip, CUDA_LIBRARIES], check=True)

    about = "installing CUDA 12 and cuDNN 9 for ONNX Runtime (2.4 GB, once)"
    folder = kept.folder("gpu", "cuda12", [CUDA_LIBRARIES], about, install)
    return [str(each) for each in folder.glob("lib/python*/site-packages/nvidia/*/lib")]


def _hindrance(provider: str) -> str | None:
    """Why ONNX Runtime has no such provider, from its own words; None where it has."""
    java = [drawers.jdk() / "bin/java", *drawers.JAVA_FLAGS]
    command = [*java, "-cp", f"{GPU_APPLICATION}/lib/*", "io.avatarorigin.cli.Main"]
    check = ["model", "check", "--no-draw", "--provider", provider]
    environment = os.environ | _library_environment(provider)
    checked = subprocess.run(
        [*command, *check], check=False, capture_output=True, text=True, env=environment
    )
    if checked.returncode == 0:
        return None
    said = checked.stderr.strip().splitlines() or ["it ended without a word"]
    libraries = [line for line in said if "Failed to load library" in line]
    return (libraries or said)[-1].rpartition("with error: ")[2]


def _peak(where: str, side: int) -> float:
    command = [models.python(), HERE / "peak.py", f"--device={where}", f"--side={side}"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)["flops"]
