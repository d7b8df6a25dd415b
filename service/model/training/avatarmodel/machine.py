"""Where a run computes, and whether in bfloat16 where that is safe."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Machine:
    """A device, and whether networks run under autocast; weights stay in single precision."""

    device: torch.device
    autocasts: bool

    @staticmethod
    def of(name: str, autocasts: bool | None = None) -> "Machine":
        """The machine of a device's name, under autocast where that is faster, unless it is said.

        GPUs and CPUs that have instructions for bfloat16 are faster; other CPUs are slower.
        """
        device = torch.device(name)
        if autocasts is None:
            supported = torch.cpu.get_capabilities().get("avx512_bf16", False)
            autocasts = device.type == "cuda" or supported
        return Machine(device, autocasts)

    @staticmethod
    def usual_device() -> str:
        return "cuda" if torch.cuda.is_available() else "cpu"

    def autocast(self) -> AbstractContextManager:
        if not self.autocasts:
            return nullcontext()
        return torch.autocast(self.device.type, dtype=torch.bfloat16)
