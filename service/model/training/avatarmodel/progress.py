"""What long training runs share: learning rate, checkpoints, a line of progress now and then."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from avatarmodel.averaging import MovingAverage
from avatarmodel.muon import Muon
from avatarmodel.stopping import Stop, Stopped
from avatarmodel.weights import save_weights

REPORT_EVERY = 50
WARM_UP_STEPS = 30


@dataclass(frozen=True)
class Plan:
    """How long a run is, and what decides on its weights but for the data."""

    steps: int
    batch: int
    peak_rate: float
    constant_share: float  # of the steps, in which the rate stays at its peak
    average_decay: float
    save_every: int  # steps

    def rate(self, step: int) -> float:
        """Rises during WARM_UP_STEPS, stays for a share of the run, then falls in a line to 1 %."""
        done, constant = step / self.steps, self.constant_share
        falling = 1.0 if done < constant else (1 - done) / (1 - constant)
        return self.peak_rate * min(1, (step + 1) / WARM_UP_STEPS) * max(0.01, falling)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What every training run is told."""

    steps: int
    batch: int
    peak_rate: float
    average_decay: float
    seed: int

    def plan(self, constant_share: float, save_every: int) -> Plan:
        return Plan(
            steps=self.steps,
            batch=self.batch,
            peak_rate=self.peak_rate,
            constant_share=constant_share,
            average_decay=self.average_decay,
            save_every=save_every,
        )


class Stateful(Protocol):
    """What else a run keeps in its checkpoint."""

    def state_dict(self) -> dict[str, object]: ...

    def load_state_dict(self, state: dict[str, object]) -> None: ...


def step_reached(checkpoint: Path) -> int | None:
    """The step of a checkpoint, if there is one."""
    return torch.load(checkpoint, mmap=True)["step"] if checkpoint.exists() else None


class Run:
    """One resumable training run: module, optimizer and moving average, and the step reached."""

    def __init__(
        self,
        module: nn.Module,
        optimizer: Muon,
        plan: Plan,
        checkpoint: Path,
        extras: dict[str, Stateful] | None = None,
    ) -> None:
        self.module = module
        self.optimizer = optimizer
        self.plan = plan
        self.average = MovingAverage(module, plan.average_decay)
        self.checkpoint = checkpoint
        self.extras = extras or {}
        self.step = 0
        self.reported = (0, time.monotonic())  # step and time
        self.sums: dict[str, float | Tensor] = {}
        if checkpoint.exists():
            self._restore()

    def _restore(self) -> None:
        device = next(self.module.parameters()).device
        state = torch.load(self.checkpoint, map_location=device)
        self.module.load_state_dict(state["module"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.values = state["average"]
        self.step = state["step"]
        for name, extra in self.extras.items():
            extra.load_state_dict(state[name])
        print(f"resumed {self.checkpoint.name} at step {self.step}", flush=True)

    def save(self) -> None:
        state = {
            "module": self.module.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.values,
            "step": self.step,
            **{name: extra.state_dict() for name, extra in self.extras.items()},
        }
        save_weights(state, self.checkpoint)

    def remaining_steps(self, stop: Stop) -> Iterator[int]:
        """The steps to make, each followed by `advance`; saves now and then and when stopped."""
        self.reported = (self.step, time.monotonic())
        with stop.delay():
            while self.step < self.plan.steps:
                yield self.step
                if stop.wanted():
                    self.save()
                    where = f"{self.checkpoint.name} at step {self.step} of {self.plan.steps}"
                    raise Stopped(f"stopped; {where} is kept, and the same command goes on from it")
                if self.step % self.plan.save_every == 0:
                    self.save()
        self.save()

    def advance(self, losses: Mapping[str, float | Tensor]) -> None:
        """Makes one optimizer step from the gradients at hand."""
        rate = self.plan.rate(self.step)
        nn.utils.clip_grad_norm_(list(self.module.parameters()), 1.0)
        self.optimizer.step(rate)
        self.step += 1
        self.average.update(self.step)
        for name, loss in losses.items():
            self.sums[name] = self.sums.get(name, 0.0) + loss
        if self.step % REPORT_EVERY == 0:
            self._report(rate)

    def _report(self, rate: float) -> None:
        last, then = self.reported
        now = time.monotonic()
        made = self.step - last
        speed = made / max(now - then, 1e-9)
        means = " ".join(f"{name} {float(total) / made:.4f}" for name, total in self.sums.items())
        print(
            f"{self.checkpoint.stem} step {self.step} of {self.plan.steps}: {means}"
            f" rate {rate:.1e}, {self.step * self.plan.batch} samples"
            f" at {speed * self.plan.batch:.1f}/s,"
            f" {_duration((self.plan.steps - self.step) / speed)} left",
            flush=True,
        )
        self.sums.clear()
        self.reported = (self.step, now)

    def write_average(self, output: Path) -> None:
        """Writes the averaged weights, which are what a model is made of."""
        with self.average.applied() as module:
            weights = module.state_dict()
            save_weights({name: weights[name].contiguous().cpu() for name in weights}, output)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min"
