"""Measures the diffusion library beside ONNX Runtime in Python and diffusers, from the same weights."""

import os
import sys

import models
import peers
import rounds
import servers
import tools

SMALL, SD15, BUNDLED = PARTS = ("small", "sd15", "bundled")
# What a machine has to have for eight pictures of Stable Diffusion 1.5's size at once.
MEMORY_FOR_EIGHT = 20 * 2**30


def run(quick: bool, only: list[str]) -> None:
    wanted = only or ([SMALL, BUNDLED] if quick else PARTS)
    os.sched_setaffinity(0, tools.two_cores())  # and whatever is started
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    models.python()
    versions = models.versions("onnxruntime", "torch", "diffusers")
    tools.show([*tools.machine(*versions), *([note] if note else [])])
    effort = rounds.Effort(1 if quick else 5, (1, 4, 8))
    figures: list[tuple[str, float]] = []
    if SMALL in wanted:
        figures += _small(quick, effort)
    if BUNDLED in wanted:
        bundled = _measure(models.bundled(), effort)
        figures.append(("bundled.b4.vs-onnxruntime", bundled.ratio(peers.RUNTIME, 4)))
    if SD15 in wanted:
        figures += _sd15(quick)
    for name, ratio in figures:
        tools.figure(f"diffusion.{name}", ratio, "ratio")


def _small(quick: bool, effort: rounds.Effort) -> list[tuple[str, float]]:
    small = _measure(models.small(4 if quick else 20), effort, compiled=not quick)
    figures = [
        ("b1.vs-diffusers", small.ratio(peers.DIFFUSERS, 1)),
        ("b4.vs-diffusers", small.ratio(peers.DIFFUSERS, 4)),
        ("b4.vs-onnxruntime", small.ratio(peers.RUNTIME, 4)),
        ("peak-memory.vs-diffusers", small.memory_ratio(peers.DIFFUSERS, 4)),
    ]
    if not quick:
        compiled = small.ratio([peers.DIFFUSERS_COMPILED], 4)
        figures.append(("b4.vs-diffusers-compiled", compiled))
    return figures


def _sd15(quick: bool) -> list[tuple[str, float]]:
    """With two steps, since one takes some seconds."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    at_once = (1, 4, 8) if memory >= MEMORY_FOR_EIGHT else (1, 4)
    effort = rounds.Effort(1 if quick else 2, at_once, all_stay_loaded=False)
    sd15 = _measure(models.sd15(2), effort)
    return [
        (f"sd15.b{count}.vs-{peer}", sd15.ratio(names, count))
        for count in at_once[1:]
        for peer, names in (
            ("diffusers", peers.DIFFUSERS),
            ("onnxruntime", peers.RUNTIME),
        )
    ]


def _measure(
    model: models.Model, effort: rounds.Effort, compiled: bool = False
) -> rounds.Measured:
    measured = rounds.measure(model, peers.settings(model, compiled), effort)
    groups = [peers.RUNTIME]
    if model.torch:
        groups.append(peers.DIFFUSERS)
    if compiled:
        groups.append([peers.DIFFUSERS_COMPILED])
    lines = [
        measured.ratio_line(group, at_once)
        for group in groups
        for at_once in effort.at_once
    ]
    tools.show([*measured.table(), *lines])
    measured.require_equal_pictures()
    return measured


if __name__ == "__main__":
    sys.exit(tools.main("diffusion", __doc__, run, PARTS))
