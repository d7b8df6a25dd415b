"""Where a run computes: on a CPU in single precision, on a GPU in bfloat16 where that is safe."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Machine:
    """A device, and whether networks run under autocast; weights stay in single precision."""

    device: torch.device
    autocasts: bool

    @staticmethod
    def of(name: str) -> "Machine":
        """The machine of a device's name; autocast costs time on a CPU, so only GPUs use it."""
        device = torch.device(name)
        return Machine(device, autocasts=device.type == "cuda")

    @staticmethod
    def usual_device() -> str:
        return "cuda" if torch.cuda.is_available() else "cpu"

    def autocast(self) -> AbstractContextManager:
        if not self.autocasts:
            return nullcontext()
        return torch.autocast(self.device.type, dtype=torch.bfloat16)
