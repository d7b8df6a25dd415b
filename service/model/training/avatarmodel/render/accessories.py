"""What is worn on the head, by world and studio. The origin is the middle of the head."""

import skia

from avatarmodel.render.canvas import Canvas
from avatarmodel.render.figure import BEAST, ELF, TIARA, VISION, VTUBER, Figure
from avatarmodel.render.palette import GLOW, colour, dark
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path, star

HEADSET = colour("#3a3f5c")


def draw_accessories(canvas: Canvas, figure: Figure) -> None:
    world = figure.value("world")
    if world == TIARA:
        _draw_tiara(canvas)
    elif world == ELF:
        _draw_circlet(canvas)
    elif world == VISION:
        clip = star(34 * figure.pose.side, -30, 13, 0.45)
        canvas.shape(clip, colour("#f6d365"), widest=2.2)
    elif world == BEAST:
        _draw_animal_ears(canvas, figure)
    if figure.value("studio") == VTUBER:
        _draw_headset(canvas)


def _draw_tiara(canvas: Canvas) -> None:
    tiara = path(
        "M -30 -38 L -32 -56 L -17 -48 L -9 -66 L 0 -52 L 9 -66 L 17 -48 L 32 -56 L 30 -38 "
        "Q 0 -50 -30 -38 Z"
    )
    canvas.shape(tiara, colour("#f5c542"), widest=2.8)
    canvas.fill(ellipse(0, -49, 4.6, 5.2), colour("#e02a4a"))


def _draw_circlet(canvas: Canvas) -> None:
    for side in SIDES:
        canvas.shape(ellipse(side * 48, 27, 4.5, 4.5), colour("#35b6f2"), widest=2.4)
    canvas.line(path("M -46 -30 Q 0 -50 46 -30"), 5, colour("#2f7fd0"))
    canvas.fill(ellipse(0, -40, 5, 5), colour("#9ff0ff"))


def _draw_animal_ears(canvas: Canvas, figure: Figure) -> None:
    ear = path(
        "M 14 -58 C 18 -86 34 -100 46 -104 C 56 -84 56 -58 46 -38 Q 30 -56 14 -58 Z",
    )
    inside = path("M 26 -62 C 28 -78 36 -88 43 -92 C 48 -80 48 -64 43 -52 Z")
    for side in SIDES:
        canvas.shape(mirrored(ear, side), dark(figure.colours.hair, 0.12))
        canvas.fill(mirrored(inside, side), colour("#f29aa0"))


def _draw_headset(canvas: Canvas) -> None:
    canvas.line(path("M -54 2 C -60 -90 60 -90 54 2"), 6.5, HEADSET)
    for side in SIDES:
        left, right = sorted((side * 48, side * 64))
        cup = skia.Path().addRoundRect(skia.Rect(left, -8, right, 24), 7, 7)
        canvas.shape(cup, colour("#4a5078"))
        canvas.fill(ellipse(side * 57, 8, 4, 7), GLOW)
    canvas.line(path("M -58 22 Q -52 44 -28 45"), 3.4, HEADSET)
    canvas.fill(ellipse(-26, 45, 5, 3.6), colour("#20222b"))
