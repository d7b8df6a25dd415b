"""Turns in which the library and its peers draw the same pictures, one program at a time on the device."""

import random
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import drawers
import programs
import random_models
from random_models import Case

# Values are compared, of 0 to 255: fp16 rounds otherwise in other kernels, and steps add that up.
ALIKE = 2.0
# Every seventh, so that all channels, rows and columns take part.
COMPARED = 7
# Drawn without being measured: graphs are compiled, and kernels chosen, for each size and count.
WARM_UP_DRAWS = 2


@dataclass(frozen=True)
class Effort:
    """How much is measured: so many draws of each case in each of so many turns."""

    turns: int
    draws: int
    cases: list[Case]
    # Else a case that a program fails, for want of memory as a rule, is left out with all after it.
    all_cases: bool = False


@dataclass
class Seen:
    """One program's draws, by case."""

    seconds: dict[Case, list[float]] = field(default_factory=dict)
    memory_mib: dict[Case, float] = field(default_factory=dict)
    pictures: dict[Case, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """The draws of all programs with one model."""

    model: random_models.RandomModel
    seen: dict[str, Seen]
    failures: list[str]

    def drew(self, name: str, case: Case) -> bool:
        return name in self.seen and case in self.seen[name].seconds

    def compares(self, name: str, case: Case) -> bool:
        return self.drew(name, case) and self.drew(programs.LIBRARY, case)

    def difference(self, name: str, case: Case) -> float:
        """The mean over the compared values of the library's pictures and this program's."""
        ours = self.seen[programs.LIBRARY].pictures[case]
        return mean_difference(ours, self.seen[name].pictures[case])

    def require_equal_pictures(self) -> None:
        """And that pictures of other seeds and prompts would not pass for equal."""
        for name, seen in self.seen.items():
            for case in filter(partial(self.compares, name), seen.pictures):
                difference = self.difference(name, case)
                if difference > ALIKE:
                    raise RuntimeError(
                        f"{self.model.about}, {case}: pictures of {name} differ by"
                        f" {difference:.2f} of 255 on the average, more than {ALIKE}"
                    )
        others = self.other_seeds()
        if others < 5 * ALIKE:
            raise RuntimeError(
                f"{self.model.about}: all pictures are nearly the same ({others:.2f})"
            )

    def other_seeds(self) -> float:
        """By how much the library's pictures of two requests differ."""
        ours = self.seen[programs.LIBRARY]
        case = next(case for case in ours.seconds if case.count > 1)
        each = len(ours.pictures[case]) // case.count
        one, other = (ours.pictures[case][i * each :][:each] for i in (0, 1))
        return mean_difference(one, other)


def mean_difference(some: bytes, others: bytes) -> float:
    pairs = zip(some, others, strict=True)
    return sum(abs(one - other) for one, other in pairs) / len(some)


def measure(
    model: random_models.RandomModel, bench: programs.Bench, effort: Effort
) -> Measured:
    """Each program is started for its turn and ended after it, in changing order."""
    measured = Measured(model, {each.name: Seen() for each in bench.programs}, [])
    order = list(bench.programs)
    for turn in range(effort.turns):
        for program in order:
            try:
                _turn(program, model, bench, effort, turn, measured.seen[program.name])
            except RuntimeError as e:
                if effort.all_cases:
                    raise
                measured.failures.append(_failure(program.name, e))
        order.append(order.pop(0))
    if all(case.count == 1 for case in measured.seen[programs.LIBRARY].seconds):
        problem = f"{model.about}: {programs.LIBRARY} drew too little"
        raise RuntimeError("\n".join([problem, *measured.failures]))
    return measured


def _turn(
    program: programs.Program,
    model: random_models.RandomModel,
    bench: programs.Bench,
    effort: Effort,
    turn: int,
    seen: Seen,
) -> None:
    """Allocators keep what they had, so the memory after a case is the most up to it."""
    idle = bench.idle_mib()
    with program.start(model) as drawer:
        for case in effort.cases:
            for _ in range(WARM_UP_DRAWS):
                drawer.seconds(_requests(model, case, 0))
            seconds = []
            for draw in range(effort.draws):
                requests = _requests(model, case, 1000 * (turn + 1) + 10 * draw)
                seconds.append(_draw(drawer, requests, case, seen))
            used = bench.used_mib(drawer) - idle
            seen.memory_mib[case] = max(used, seen.memory_mib.get(case, 0))
            seen.seconds.setdefault(case, []).extend(seconds)


def _draw(
    drawer: drawers.Drawer, requests: list[drawers.Request], case: Case, seen: Seen
) -> float:
    """In so many seconds; of the pictures, those of a case's first draw are kept."""
    if case in seen.pictures:
        return drawer.seconds(requests)
    with tempfile.TemporaryDirectory(prefix="bench-pictures-") as folder:
        file = Path(folder) / "rgb"
        seconds = drawer.seconds(requests, file)
        content = file.read_bytes()
    each = len(content) // case.count
    starts = range(0, len(content), each)
    parts = [content[start : start + each : COMPARED] for start in starts]
    seen.pictures[case] = b"".join(parts)
    return seconds


def _requests(
    model: random_models.RandomModel, case: Case, first: int
) -> list[drawers.Request]:
    chance = random.Random(first)
    return [
        model.request(first + i, drawers.random_prompt(chance), case)
        for i in range(case.count)
    ]


def _failure(name: str, error: RuntimeError) -> str:
    """The last words of the program, which its log has."""
    words = "\n".join([str(error), *getattr(error, "__notes__", [])]).strip()
    return f"{name} did not draw all cases: {words.splitlines()[-1]}"
