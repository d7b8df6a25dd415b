"""Rounds in which the library and its peers take turns to draw the same pictures."""

import contextlib
import random
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import drawers
import models
import peers

ALIKE = 2
WARM_UP_STEPS = 2
COMPARED = 4


@dataclass(frozen=True)
class Effort:
    """How much is measured."""

    rounds: int
    at_once: tuple[int, ...]
    # Else each is started for its turn and ended after it: all would not fit into memory.
    all_stay_loaded: bool = True


@dataclass
class Seen:
    """One program's runs: pictures a second by requests at once, round by round."""

    rates: dict[int, list[float]]
    cpu_seconds: list[float] = field(default_factory=list)
    peak_mib: float = 0
    pictures: bytes = b""

    def rate(self, at_once: int) -> float:
        return statistics.median(self.rates[at_once])


@dataclass(frozen=True)
class Measured:
    """The runs of all programs with one model."""

    model: models.Model
    effort: Effort
    seen: dict[str, Seen] = field(default_factory=dict)

    def best(self, names: list[str], at_once: int) -> str:
        return max(names, key=lambda name: self.seen[name].rate(at_once))

    def ratio(self, names: list[str], at_once: int) -> float:
        """The library's median over that of the best of these."""
        return self._ours.rate(at_once) / self._best(names, at_once).rate(at_once)

    def memory_ratio(self, names: list[str], at_once: int) -> float:
        """Over the one that is quickest."""
        return self._ours.peak_mib / self._best(names, at_once).peak_mib

    def ratio_line(self, names: list[str], at_once: int) -> str:
        pairs = zip(
            self._ours.rates[at_once],
            self._best(names, at_once).rates[at_once],
            strict=True,
        )
        rounds = [ours / theirs for ours, theirs in pairs]
        spread = f"{min(rounds):.2f}..{max(rounds):.2f}"
        peer = self.best(names, at_once)
        ratio = self.ratio(names, at_once)
        return f"{at_once} at once, {peers.LIBRARY} / {peer}: {ratio:.2f} ({spread})"

    def table(self) -> list[str]:
        model, counts = self.model, self.effort.at_once
        how = f"{model.size} px, {model.steps} steps, guidance {model.guidance:g}"
        lines = [f"{model.about}: {how}; two cores, median of {self.effort.rounds}"]
        columns = [f"{count} at once" for count in counts]
        columns += ["one alone", "CPU each", "peak MiB", "differs by"]
        lines.append(f"  {'pictures a second':<32}" + "".join(map(_cell, columns)))
        for name, seen in self.seen.items():
            cells = [f"{seen.rate(count):.3g}" for count in counts]
            cells.append(f"{1 / seen.rate(1):.2f} s")
            cells.append(f"{statistics.median(seen.cpu_seconds):.2f} s")
            cells += [f"{seen.peak_mib:.0f}", f"{self._difference(seen)}/255"]
            lines.append(f"  {name:<32}" + "".join(map(_cell, cells)))
        return lines

    def require_equal_pictures(self) -> None:
        """Of every program, those that it drew COMPARED at once in all rounds."""
        for name, seen in self.seen.items():
            difference = self._difference(seen)
            if difference > ALIKE:
                raise RuntimeError(
                    f"{self.model.about}: pictures of {name} differ by {difference} of 255"
                )

    def _difference(self, seen: Seen) -> int:
        pairs = zip(self._ours.pictures, seen.pictures, strict=True)
        return max(abs(ours - theirs) for ours, theirs in pairs)

    @property
    def _ours(self) -> Seen:
        return self.seen[peers.LIBRARY]

    def _best(self, names: list[str], at_once: int) -> Seen:
        return self.seen[self.best(names, at_once)]


def measure(
    model: models.Model, settings: list[peers.Setting], effort: Effort
) -> Measured:
    """All draw the same pictures in each round, in changing order."""
    seen = {each.name: Seen({n: [] for n in effort.at_once}) for each in settings}
    order = list(settings)
    with contextlib.ExitStack() as stack:
        loaded = {}
        if effort.all_stay_loaded:
            for each in settings:
                loaded[each.name] = stack.enter_context(each.start(model))
                _warm_up(loaded[each.name], model, effort)
        for number in range(effort.rounds):
            for each in order:
                with contextlib.ExitStack() as turn:
                    drawer = loaded.get(each.name)
                    if not drawer:
                        drawer = turn.enter_context(each.start(model))
                        _warm_up(drawer, model, effort)
                    _round(drawer, model, number, seen[each.name])
            order.append(order.pop(0))
    return Measured(model, effort, seen)


def _warm_up(drawer: drawers.Drawer, model: models.Model, effort: Effort) -> None:
    """One picture; where that is not too dear, every number at once that is measured."""
    for count in effort.at_once if effort.all_stay_loaded else (1,):
        drawer.seconds(_requests(model, count, 0, WARM_UP_STEPS))


def _round(
    drawer: drawers.Drawer, model: models.Model, number: int, seen: Seen
) -> None:
    """One run for each number of requests; CPU time and pictures are those of COMPARED at once."""
    for count, rates in seen.rates.items():
        requests = _requests(model, count, 1000 * number + 100 * count)
        if count != COMPARED:
            rates.append(count / drawer.seconds(requests))
            continue
        with tempfile.TemporaryDirectory(prefix="bench-pictures-") as folder:
            computed = drawer.cpu_seconds()
            file = Path(folder) / "rgb"
            rates.append(count / drawer.seconds(requests, file))
            seen.cpu_seconds.append((drawer.cpu_seconds() - computed) / count)
            seen.pictures += file.read_bytes()
    seen.peak_mib = drawer.peak_mib()


def _requests(
    model: models.Model, count: int, first: int, steps: int = 0
) -> list[drawers.Request]:
    chance = random.Random(first)
    return [
        model.request(first + i, drawers.random_prompt(chance), steps)
        for i in range(count)
    ]


def _cell(text: str) -> str:
    return f"{text:>12}"
