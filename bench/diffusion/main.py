"""Measures the diffusion library beside ONNX Runtime in Python and diffusers, from the same weights."""

import os
import sys

import models
import peers
import rounds
import servers
import tools


def run(quick: bool) -> None:
    os.sched_setaffinity(0, tools.two_cores())  # and whatever is started
    note = tools.busy_note()  # before the build, which is work as well
    servers.build()
    models.python()
    versions = models.versions("onnxruntime", "torch", "diffusers")
    tools.show([*tools.machine(*versions), *([note] if note else [])])
    effort = rounds.Effort(1 if quick else 5, (1, 4, 8))
    small = _measure(models.small(4 if quick else 20), effort, compiled=not quick)
    bundled = _measure(models.bundled(), effort)
    if not quick:
        # Two steps, since one takes some seconds.
        in_turn = rounds.Effort(2, (1, 4), all_stay_loaded=False)
        sd15 = _measure(models.sd15(2), in_turn)
        _figure("sd15.b4.vs-diffusers", sd15.ratio(peers.DIFFUSERS, 4))
        _figure("sd15.b4.vs-onnxruntime", sd15.ratio(peers.RUNTIME, 4))
        compiled = small.ratio([peers.DIFFUSERS_COMPILED], 4)
        _figure("b4.vs-diffusers-compiled", compiled)
    _figure("bundled.b4.vs-onnxruntime", bundled.ratio(peers.RUNTIME, 4))
    for at_once in (1, 4):
        _figure(f"b{at_once}.vs-diffusers", small.ratio(peers.DIFFUSERS, at_once))
    _figure("b4.vs-onnxruntime", small.ratio(peers.RUNTIME, 4))
    _figure("peak-memory.vs-diffusers", small.memory_ratio(peers.DIFFUSERS, 4))


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


def _figure(name: str, ratio: float) -> None:
    tools.figure(f"diffusion.{name}", ratio, "ratio")


if __name__ == "__main__":
    sys.exit(tools.main("diffusion", __doc__, run))
