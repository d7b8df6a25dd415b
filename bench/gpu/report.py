"""What the turns showed: tables for people, and figures."""

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass

import programs
import turns
from random_models import Case


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str


@dataclass(frozen=True)
class Report:
    """Of one model, on a device that computes so much at most."""

    measured: turns.Measured
    effort: turns.Effort
    peak_flops: float

    def lines(self) -> list[str]:
        model, effort = self.measured.model, self.effort
        how = f"{model.steps} steps, guided; median of {effort.turns} turns of {effort.draws} draws"
        other = f"{self.measured.other_seeds():.1f}"
        return [
            f"{model.about}: {how}",
            *self._table("pictures a second", self._rate, ".3g"),
            *self._table("seconds for all", self._seconds, ".3g"),
            *self._table("share of the measured peak", self._share, ".3f"),
            *self._table("MiB of memory", self._memory, ".0f"),
            *self._table(f"differs by, of 255 ({other}: others)", self._differs, ".2f"),
            *self.measured.failures,
        ]

    def figures(self) -> list[Figure]:
        """Of the library on CUDA, and by TensorRT where that is there, over both ways of diffusers."""
        found = []
        for case in self.effort.cases:
            name = f"gpu.{self.measured.model.name}.{case}"
            found += self._figures(name, programs.LIBRARY, case)
            tensorrt = programs.LIBRARY_TENSORRT
            found += self._figures(f"{name}.tensorrt", tensorrt, case)
        return found

    def _figures(self, prefix: str, ours: str, case: Case) -> list[Figure]:
        if not self.measured.drew(ours, case):
            return []
        seconds = self._seconds(ours, case)
        found = [
            Figure(f"{prefix}.images-per-second", self._rate(ours, case), "images/s"),
            Figure(f"{prefix}.of-peak", self._share(ours, case), "ratio"),
        ]
        if case.count == 1:
            found.append(Figure(f"{prefix}.latency", seconds, "s"))
        if self.measured.drew(programs.EAGER, case):
            memory = self._memory(ours, case) / self._memory(programs.EAGER, case)
            found.append(Figure(f"{prefix}.memory.vs-diffusers", memory, "ratio"))
        for suffix, peer in (("", programs.EAGER), ("-compiled", programs.COMPILED)):
            if self.measured.drew(peer, case):
                ratio = self._seconds(peer, case) / seconds
                found.append(Figure(f"{prefix}.vs-diffusers{suffix}", ratio, "ratio"))
        return found

    def _table(
        self, what: str, value: Callable[[str, Case], float], form: str
    ) -> list[str]:
        cases = self.effort.cases
        lines = [f"  {what:<40}" + "".join(f"{case!s:>11}" for case in cases)]
        for name in self.measured.seen:
            cells = [
                f"{value(name, case):{form}}" if self.measured.drew(name, case) else "-"
                for case in cases
            ]
            lines.append(f"    {name:<38}" + "".join(f"{cell:>11}" for cell in cells))
        return lines

    def _seconds(self, name: str, case: Case) -> float:
        return statistics.median(self.measured.seen[name].seconds[case])

    def _rate(self, name: str, case: Case) -> float:
        return case.count / self._seconds(name, case)

    def _share(self, name: str, case: Case) -> float:
        work = self.measured.model.flops(case.size)
        return work * self._rate(name, case) / self.peak_flops

    def _memory(self, name: str, case: Case) -> float:
        return self.measured.seen[name].memory_mib[case]

    def _differs(self, name: str, case: Case) -> float:
        compares = self.measured.compares(name, case)
        return self.measured.difference(name, case) if compares else math.nan
