"""What long training runs share: learning rate, checkpoints, a line of progress now and then."""

import time
from pathlib import Path
from typing import Protocol

import torch
from torch import nn

from avatarmodel.averaging import MovingAverage
from avatarmodel.muon import Muon

REPORT_EVERY = 50
WARM_UP_STEPS = 30


def learning_rate(peak: float, step: int, steps: int, constant_share: float) -> float:
    """Rises during WARM_UP_STEPS, stays for a share of the run, then falls in a line to 1 %."""
    done = step / steps
    falling = 1.0 if done < constant_share else (1 - done) / (1 - constant_share)
    return peak * min(1, (step + 1) / WARM_UP_STEPS) * max(0.01, falling)


class Stateful(Protocol):
    """What else a run keeps in its checkpoint."""

    def state_dict(self) -> dict[str, object]: ...

    def load_state_dict(self, state: dict[str, object]) -> None: ...


class Run:
    """One resumable training run: module, optimizer and moving average, and the step reached."""

    def __init__(
        self,
        module: nn.Module,
        optimizer: Muon,
        average: MovingAverage,
        checkpoint: Path,
        extras: dict[str, Stateful] | None = None,
    ) -> None:
        self.module = module
        self.optimizer = optimizer
        self.average = average
        self.checkpoint = checkpoint
        self.extras = extras or {}
        self.step = 0
        self.started = time.monotonic()
        self.sums: dict[str, float] = {}
        if checkpoint.exists():
            self._restore()

    def _restore(self) -> None:
        state = torch.load(self.checkpoint)
        self.module.load_state_dict(state["module"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.values = state["average"]
        self.step = state["step"]
        for name, extra in self.extras.items():
            extra.load_state_dict(state[name])
        print(f"resumed {self.checkpoint.name} at step {self.step}")

    def save(self) -> None:
        state = {
            "module": self.module.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.values,
            "step": self.step,
            **{name: extra.state_dict() for name, extra in self.extras.items()},
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def advance(self, rate: float, losses: dict[str, float]) -> None:
        """Makes one optimizer step from the gradients at hand."""
        nn.utils.clip_grad_norm_(list(self.module.parameters()), 1.0)
        self.optimizer.step(rate)
        self.step += 1
        self.average.update(self.step)
        for name, loss in losses.items():
            self.sums[name] = self.sums.get(name, 0.0) + loss
        if self.step % REPORT_EVERY == 0:
            self._report(rate)

    def _report(self, rate: float) -> None:
        means = " ".join(f"{name} {total / REPORT_EVERY:.4f}" for name, total in self.sums.items())
        seconds = time.monotonic() - self.started
        print(f"step {self.step} {seconds:.0f} s {means} rate {rate:.1e}", flush=True)
        self.sums.clear()

    def write_average(self, output: Path) -> None:
        """Writes the averaged weights, which are what a model is made of."""
        with self.average.applied() as module:
            weights = {name: value.contiguous() for name, value in module.state_dict().items()}
            torch.save(weights, output)
