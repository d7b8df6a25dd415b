"""The GPU that is measured, as nvidia-smi tells of it."""

import re
import shutil
import subprocess
from dataclasses import dataclass

import tools

# The first that runs PyTorch's CUDA 13; ONNX Runtime's CUDA 12 runs with it as well.
LEAST_DRIVER = 580
LEAST_MEMORY_MIB = 15_000
DRY_RUN = "bench/run gpu --dry-run shows on any machine that the scripts work"
FIELDS = ("name", "driver_version", "memory.total", "utilization.gpu")
# Dense fp16 with fp32 sums, in TFLOP/s, from the vendor's data sheets; the longest name that fits counts.
DATA_SHEETS = {
    "A10": 125,
    "A100": 312,
    "GeForce RTX 3090": 71,
    "GeForce RTX 4090": 165,
    "H100 NVL": 835,
    "H100 PCIe": 756,
    "H100 80GB HBM3": 989,
    "H200": 989,
    "L4": 121,
    "L40S": 362,
    "T4": 65,
}


@dataclass(frozen=True)
class Device:
    """The first GPU of this machine."""

    name: str
    driver: str
    memory_mib: int
    busy_percent: int

    def lines(self) -> list[str]:
        note = "note     other work runs on the GPU ({} %): do not quote these numbers"
        lines = [f"gpu      {self.name}, {self.memory_mib} MiB, driver {self.driver}"]
        return lines + ([note.format(self.busy_percent)] if self.busy_percent else [])

    def data_sheet_flops(self) -> float | None:
        """What the vendor says, where that is known here."""
        names = [name for name in DATA_SHEETS if re.search(rf"\b{name}\b", self.name)]
        return DATA_SHEETS[max(names, key=len)] * 1e12 if names else None


def require() -> Device:
    """The GPU, if it serves."""
    if not shutil.which("nvidia-smi"):
        raise _unfit("nvidia-smi is not there, which comes with the driver")
    try:
        values = _ask(*FIELDS)
    except subprocess.CalledProcessError as e:
        raise _unfit(f"nvidia-smi finds none (exit code {e.returncode})") from e
    found = Device(values[0], values[1], int(values[2]), int(values[3]))
    if int(found.driver.partition(".")[0]) < LEAST_DRIVER:
        raise _unfit(f"the driver of {found.name} is {found.driver}")
    if found.memory_mib < LEAST_MEMORY_MIB:
        raise _unfit(f"{found.name} has {found.memory_mib} MiB")
    return found


def used_mib() -> float:
    """Of the GPU's memory, by whomever."""
    return float(_ask("memory.used")[0])


def _unfit(problem: str) -> tools.Unfit:
    needs = f"needs an NVIDIA GPU of 16 GiB with driver {LEAST_DRIVER} or newer"
    return tools.Unfit(f"{needs}: {problem}; {DRY_RUN}")


def _ask(*fields: str) -> list[str]:
    what = f"--query-gpu={','.join(fields)}"
    command = ["nvidia-smi", "--id=0", what, "--format=csv,noheader,nounits"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return [value.strip() for value in answer.stdout.strip().split(",")]
