"""What is worn on the head, by world and studio. The origin is the middle of the head."""

import skia

from avatarmodel.render.canvas import Canvas
from avatarmodel.render.figure import BEAST, ELF, VISION, VTUBER, Figure
from avatarmodel.render.palette import GLOW, GOLD, colour, dark
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path, star

HEADSET = colour("#3a3f5c")


def draw_accessories(canvas: Canvas, figure: Figure) -> None:
    world = figure.value("world")
    if world == ELF:
        _draw_circlet(canvas)
    elif world == VISION:
        clip = star(32 * figure.pose.side, -31, 15, 0.46)
        canvas.shape(clip, colour("#f8d45c"), widest=2.2)
    elif world == BEAST:
        _draw_animal_ears(canvas, figure)
    if figure.value("studio") == VTUBER:
        _draw_headset(canvas)
    elif figure.details.earrings and world != ELF:
        for side in SIDES:
            canvas.shape(ellipse(side * 51, 29, 4.5, 4.5), GOLD, widest=1.8)


def _draw_circlet(canvas: Canvas) -> None:
    for side in SIDES:
        canvas.shape(ellipse(side * 49, 30, 5, 5), colour("#35b6f2"), widest=2.2)
    canvas.line(path("M -49 -30 Q 0 -51 49 -30"), 6, colour("#2f7fd0"))
    canvas.shape(ellipse(0, -40, 6, 7), colour("#9ff0ff"), widest=2.0)


def _draw_animal_ears(canvas: Canvas, figure: Figure) -> None:
    ear = path(
        "M 12 -58 C 18 -78 32 -90 46 -94 C 58 -78 60 -54 51 -34 Q 32 -54 12 -58 Z",
    )
    inside = path("M 27 -60 C 31 -72 38 -79 45 -82 C 51 -72 51 -58 47 -48 Z")
    for side in SIDES:
        canvas.shape(mirrored(ear, side), dark(figure.colours.hair, 0.12))
        canvas.fill(mirrored(inside, side), colour("#f6a0a8"))


def _draw_headset(canvas: Canvas) -> None:
    canvas.line(path("M -57 2 C -62 -92 62 -92 57 2"), 7.5, HEADSET)
    for side in SIDES:
        left, right = sorted((side * 47, side * 66))
        cup = skia.Path().addRoundRect(skia.Rect(left, -10, right, 27), 8, 8)
        canvas.shape(cup, colour("#4d5482"))
        canvas.fill(ellipse(side * 58, 8.5, 4.5, 8), GLOW)
    canvas.line(path("M -58 26 Q -52 47 -28 49"), 3.6, HEADSET)
    canvas.fill(ellipse(-25, 49, 6, 4.4), colour("#20222b"))
