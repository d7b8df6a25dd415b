"""One eye: white, iris, pupil, lights and lashes."""

from dataclasses import dataclass

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

ACROSS, DOWN = 23.5, 11
HALF_WIDTH, HALF_HEIGHT = 12.5, 14.5  # of an eye of size 1

# By mood: how far the upper lid is up, and how far the lower one is down.
LIDS = {SMILE: (1.12, 1.0), FROWN: (0.96, 1.0), LAUGHING: (1.06, 0.62), ANGRY: (0.78, 0.92)}


@dataclass(frozen=True)
class Opening:
    """Where an eye's lids run. The outer corner is a little higher than the inner one."""

    x: float
    y: float
    half_width: float
    top: float
    bottom: float

    @property
    def corner(self) -> float:
        return self.y - 0.1 * HALF_HEIGHT

    @property
    def upper_lid(self) -> str:
        bend = self.half_width * 0.88
        left, right = self.x - self.half_width, self.x + self.half_width
        return (
            f"M {left} {self.corner} C {self.x - bend} {self.top} {self.x + bend} {self.top} "
            f"{right} {self.corner}"
        )

    @property
    def white(self) -> skia.Path:
        bend = self.half_width * 0.84
        left = self.x - self.half_width
        return path(
            f"{self.upper_lid} C {self.x + bend} {self.bottom} {self.x - bend} {self.bottom} "
            f"{left} {self.corner} Z"
        )


def draw_eye(canvas: Canvas, figure: Figure, side: int, size: float, iris: Colour) -> None:
    mood, studio = figure.value("mood"), figure.value("studio")
    up, down = LIDS[mood]
    x, y, half_height = side * ACROSS, DOWN, HALF_HEIGHT * size
    opening = Opening(
        x, y, HALF_WIDTH * size, y - half_height * up * 1.25, y + half_height * down * 1.2
    )
    canvas.fill(opening.white, WHITE)
    with canvas.clipped(opening.white):
        if studio == GHIBLI:
            _draw_iris(canvas, x, y, HALF_WIDTH * size * 0.74, half_height * 0.76, iris)
        else:
            _draw_iris(canvas, x, y, HALF_WIDTH * size * 0.8, half_height * 0.9, iris)
        shadow = path(
            f"M {x - 20} {y - 24} L {x + 20} {y - 24} L {x + 20} {opening.top + 7} "
            f"Q {x} {opening.top + 4} {x - 20} {opening.top + 7} Z"
        )
        canvas.fill(shadow, colour("#4a3a66"), 0.3)
        if mood == ANGRY:
            reach = side * (opening.half_width + 3)
            lid = path(
                f"M {x - reach} {y - half_height * 0.32} L {x + reach} {y - half_height * 1.1} "
                f"L {x} {y - half_height * 1.8} Z"
            )
            canvas.fill(lid, dark(figure.colours.skin, 0.14))
    _draw_lights(canvas, x, y, size, studio)
    _draw_lashes(canvas, figure, side, size, opening)


def _draw_iris(
    canvas: Canvas, x: float, y: float, half_width: float, half_height: float, iris: Colour
) -> None:
    disc = ellipse(x, y, half_width, half_height)
    shades = (dark(iris, 0.2), light(iris, 0.32))
    canvas.fill(disc, iris, shader=linear((x, y - half_height), (x, y + half_height), shades))
    canvas.line(disc, 1.8, dark(iris, 0.6))
    canvas.fill(ellipse(x, y - 1, half_width * 0.4, half_height * 0.44), dark(iris, 0.86))


def _draw_lights(canvas: Canvas, x: float, y: float, size: float, studio: int) -> None:
    if studio == VTUBER:
        canvas.fill(star(x - 4 * size, y - 5 * size, 6.4 * size, 0.42), WHITE)
        canvas.fill(ellipse(x + 4 * size, y + 5.4 * size, 2.4 * size, 2.4 * size), WHITE)
    elif studio == GHIBLI:
        canvas.fill(ellipse(x - 2.4, y - 3.2, 2.4, 2.6), WHITE)
    else:
        canvas.fill(ellipse(x - 3.8 * size, y - 5.2 * size, 3.7 * size, 4.1 * size), WHITE)
        canvas.fill(ellipse(x + 4 * size, y + 5.2 * size, 1.9 * size, 1.9 * size), WHITE, 0.9)


def _draw_lashes(canvas: Canvas, figure: Figure, side: int, size: float, opening: Opening) -> None:
    mood, studio = figure.value("mood"), figure.value("studio")
    width = (4.0 if figure.girl else 3.0) * size + (0.8 if canvas.style.thick else 0)
    shade = mix(canvas.ink, colour("#a3204a"), 0.5) if studio == CLOVERWORKS else canvas.ink
    canvas.line(path(opening.upper_lid), width, shade)
    corner, outer = opening.corner, opening.x + side * opening.half_width
    if figure.girl and studio != GHIBLI:
        lash = path(f"M {outer} {corner} L {outer + side * 5.5} {corner - 5}")
        canvas.line(lash, width * 0.8, shade)
        if studio == CLOVERWORKS:
            lash = path(f"M {outer - side * 3} {corner - 5} L {outer + side * 3.5} {corner - 12}")
            canvas.line(lash, width * 0.7, shade)
    x, bend = opening.x, opening.half_width * 0.6
    low = opening.y + (opening.bottom - opening.y) * 0.74
    lower = path(f"M {x - bend} {low} Q {x} {low + 3.5} {x + bend} {low}")
    canvas.line(lower, 2.2 if mood == LAUGHING else 1.4, shade, 0.9 if mood == LAUGHING else 0.55)
