"""Measures the library on an NVIDIA GPU beside diffusers, eager and compiled, from the same weights."""

import sys

import device
import models
import programs
import random_models
import report
import tools
import turns
from random_models import Case

SIZES = (512, 1024)
# The tiny models need no more to show all.
TINY_SIZES = (64, 128)
COUNTS = (1, 4, 8)


def run(quick: bool) -> None:
    gpu = device.require()
    versions = models.versions("torch", "diffusers")
    note = tools.busy_note()  # before the build, which is work as well
    lines = [*tools.machine(*versions), *gpu.lines(), *([note] if note else [])]
    tools.show(lines)
    bench = programs.on_gpu()
    tools.show([_peak_line(bench, gpu.data_sheet_flops())])
    sizes, counts = (SIZES[:1], COUNTS[:2]) if quick else (SIZES, COUNTS)
    effort = turns.Effort(1 if quick else 3, 1 if quick else 3, _cases(sizes, counts))
    steps = 4 if quick else 20
    for make in (random_models.sd15, random_models.sdxl):
        for figure in _measure(make(steps, SIZES), bench, effort):
            tools.figure(figure.name, figure.value, figure.unit)


def dry_run() -> None:
    """The same with tiny models on the processor; its numbers are no figures."""
    tools.show(tools.machine(*models.versions("torch", "diffusers")))
    bench = programs.on_cpu()
    tools.show([_peak_line(bench, None)])
    effort = turns.Effort(2, 1, _cases(TINY_SIZES, COUNTS[:2]), all_cases=True)
    for model in random_models.tiny(2, TINY_SIZES):
        for figure in _measure(model, bench, effort):
            print(f"dry run, no figure: {figure.name} {figure.value:.3g} {figure.unit}")


def _measure(
    model: random_models.RandomModel, bench: programs.Bench, effort: turns.Effort
) -> list[report.Figure]:
    measured = turns.measure(model, bench, effort)
    shown = report.Report(measured, effort, bench.peak_flops)
    tools.show(shown.lines())
    measured.require_equal_pictures()
    return shown.figures()


def _cases(sizes: tuple[int, ...], counts: tuple[int, ...]) -> list[Case]:
    return [Case(size, count) for size in sizes for count in counts]


def _peak_line(bench: programs.Bench, data_sheet: float | None) -> str:
    line = f"peak     {bench.peak_flops / 1e12:.3g} TFLOP/s, products of fp16 matrices"
    if data_sheet:
        line += f"; {data_sheet / 1e12:.0f} by the vendor's data sheet"
    return line


if __name__ == "__main__":
    sys.exit(tools.main("gpu", __doc__, run, dry_run=dry_run))
