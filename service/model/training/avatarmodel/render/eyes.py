"""One eye: white, iris, pupil, lights and lashes."""

import skia

from avatarmodel.render.canvas import Canvas, linear
from avatarmodel.render.figure import (
    ANGRY,
    CLOVERWORKS,
    FROWN,
    GHIBLI,
    LAUGHING,
    SMILE,
    VTUBER,
    Figure,
)
from avatarmodel.render.palette import WHITE, Colour, colour, dark, light, mix
from avatarmodel.render.paths import ellipse, path, star

ACROSS, DOWN = 22.5, 11
OPENNESS = {SMILE: 1.0, FROWN: 0.86, LAUGHING: 0.78, ANGRY: 0.8}


def draw_eye(canvas: Canvas, figure: Figure, side: int, size: float, iris: Colour) -> None:
    x, y = side * ACROSS, DOWN
    half_width, half_height = 11.0 * size, 13.0 * size
    mood = figure.value("mood")
    white = _white(x, y, half_width, half_height, mood)
    canvas.fill(white, WHITE)
    with canvas.clipped(white):
        _draw_iris(canvas, x, y, half_width * 0.76, half_height * 0.86, iris)
        if mood == ANGRY:
            reach = side * (half_width + 2)
            lid = path(
                f"M {x - reach} {y - half_height * 0.5} L {x + reach} {y - half_height * 1.2} "
                f"L {x} {y - half_height * 1.6} Z"
            )
            canvas.fill(lid, dark(figure.colours.skin, 0.1))
    _draw_lights(canvas, x, y, size, figure.value("studio"))
    _draw_lashes(canvas, figure, side, size)


def _white(x: float, y: float, half_width: float, half_height: float, mood: int) -> skia.Path:
    left, right, bend = x - half_width, x + half_width, half_width * 0.9
    if mood == LAUGHING:  # the lower lid is raised
        corner, top = y + half_height * 0.2, y - half_height * 1.15
        return path(
            f"M {left} {corner} C {x - bend} {top} {x + bend} {top} {right} {corner} "
            f"Q {x} {y + half_height * 0.42} {left} {corner} Z"
        )
    corner, top = y - half_height * 0.1, y - half_height * OPENNESS[mood] * 1.15
    bottom, low_bend = y + half_height * 1.05, half_width * 0.85
    return path(
        f"M {left} {corner} C {x - bend} {top} {x + bend} {top} {right} {corner} "
        f"C {x + low_bend} {bottom} {x - low_bend} {bottom} {left} {corner} Z"
    )


def _draw_iris(
    canvas: Canvas, x: float, y: float, half_width: float, half_height: float, iris: Colour
) -> None:
    disc = ellipse(x, y, half_width, half_height)
    shades = (dark(iris, 0.42), light(iris, 0.28))
    canvas.fill(disc, iris, shader=linear((x, y - half_height), (x, y + half_height), shades))
    canvas.line(disc, 1.4, dark(iris, 0.6))
    canvas.fill(ellipse(x, y - 1, half_width * 0.42, half_height * 0.48), dark(iris, 0.85))


def _draw_lights(canvas: Canvas, x: float, y: float, size: float, studio: int) -> None:
    if studio == VTUBER:
        canvas.fill(star(x - 3.4 * size, y - 4.5 * size, 5.2 * size, 0.4), WHITE)
        canvas.fill(ellipse(x + 3.6 * size, y + 4.5 * size, 2.3 * size, 2.3 * size), WHITE)
    elif studio == GHIBLI:
        canvas.fill(ellipse(x - 2.2, y - 2.6, 1.9, 2.1), WHITE)
    else:
        canvas.fill(ellipse(x - 3.2 * size, y - 4.6 * size, 3.2 * size, 3.6 * size), WHITE)
        canvas.fill(ellipse(x + 3.4 * size, y + 4.4 * size, 1.7 * size, 1.7 * size), WHITE, 0.9)


def _draw_lashes(canvas: Canvas, figure: Figure, side: int, size: float) -> None:
    x, y = side * ACROSS, DOWN
    half_width, half_height = 11.0 * size, 13.0 * size
    mood, studio = figure.value("mood"), figure.value("studio")
    laughing = mood == LAUGHING
    width = (3.4 if figure.girl else 2.6) * size + (0.9 if canvas.style.thick else 0)
    shade = mix(canvas.ink, colour("#8c1f3c"), 0.45) if studio == CLOVERWORKS else canvas.ink

    corner = y - half_height * (-0.2 if laughing else 0.1)
    top = y - half_height * (1.0 if laughing else OPENNESS[mood]) * 1.15
    bend = half_width * 0.9
    lid = path(
        f"M {x - half_width} {corner} C {x - bend} {top} {x + bend} {top} {x + half_width} {corner}"
    )
    canvas.line(lid, width, shade)
    outer = x + side * half_width
    if figure.girl and studio != GHIBLI:
        lash = path(f"M {outer} {corner} L {x + side * (half_width + 5)} {corner - 5}")
        canvas.line(lash, width * 0.8, shade)
    if studio == CLOVERWORKS:
        start = x + side * (half_width - 3)
        end = x + side * (half_width + 4)
        lash = path(f"M {start} {corner - 5 * size} L {end} {corner - 11 * size}")
        canvas.line(lash, width * 0.6, shade)
    if laughing:
        low = y + half_height * 0.26
        fold = path(f"M {x - bend} {low} Q {x} {y + half_height * 0.5} {x + bend} {low}")
        canvas.line(fold, 1.8, shade)
