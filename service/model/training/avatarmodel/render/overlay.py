"""What lies over everything: light of the hour, leaves, sparks, frame, and the paint."""

import math
import random

import skia

from avatarmodel.attributes import Attributes
from avatarmodel.render.canvas import Canvas, linear, packed
from avatarmodel.render.figure import CAFE, CLOVERWORKS, GHIBLI, WATERCOLOUR
from avatarmodel.render.palette import PAPER, SKIES, colour, dark, mix
from avatarmodel.render.paths import ellipse, path, rectangle, star, turned

FULL = rectangle(0, 0, 256, 256)
FRAME = colour("#edbe48")

# Beside the figure, where nothing that matters is hidden.
LEAVES = ((20, 34), (236, 62), (24, 122), (234, 150), (16, 206), (240, 222))
SPARKS = ((24, 66, 15), (232, 34, 14), (46, 24, 10), (226, 104, 11), (238, 168, 14), (16, 150, 12))

BORDER = 13  # of bare paper around a watercolour
WAVES = 36


def draw_light(canvas: Canvas, attributes: Attributes) -> None:
    """The hour's light, and the studio's."""
    sky = SKIES[attributes["time"]]
    tint_share = sky.tint_share * (0.6 if attributes["place"] == CAFE else 1)
    if tint_share:
        canvas.fill(FULL, sky.tint, tint_share)
    if attributes["studio"] == CLOVERWORKS:
        colours = (colour("#ff9edb"), colour("#7fbcff"))
        shader = linear((0, 0), (256, 256), colours, (0.14, 0.12))
        canvas.fill(FULL, colours[0], shader=shader)


def draw_paper(canvas: Canvas, attributes: Attributes, rng: random.Random) -> None:
    """Watercolour, before the figure: a pale ground that ends in a wet edge on bare paper."""
    canvas.fill(FULL, PAPER, 0.12)
    top = path("M 0 0 L 256 0 L 256 90 Q 128 20 0 90 Z")
    canvas.fill(top, PAPER, shader=linear((0, 0), (0, 80), (PAPER, PAPER), (0.3, 0.0)))
    painted = _painted(rng)
    bare = skia.Path(painted)
    bare.setFillType(skia.PathFillType.kInverseEvenOdd)
    edge = mix(SKIES[attributes["time"]].near_hill, colour("#5a6a9a"), 0.4)
    canvas.line(painted, 7, edge, 0.28)
    canvas.fill(bare, PAPER)


def draw_overlay(canvas: Canvas, attributes: Attributes, rng: random.Random) -> None:
    if attributes["paint"] == WATERCOLOUR:
        _draw_fading(canvas)
    else:
        _draw_varnish(canvas)
    if attributes["studio"] == GHIBLI:
        _draw_leaves(canvas, rng)
    if attributes["extra"]:
        for x, y, radius in SPARKS:
            spark = star(x + rng.uniform(-3, 3), y + rng.uniform(-3, 3), radius, 0.3)
            canvas.line(spark, 2.4, colour("#d9901f"))
            canvas.fill(spark, colour("#fff3a8"))
    if canvas.style.ornate:
        _draw_frame(canvas)


def _painted(rng: random.Random) -> skia.Path:
    """A square with a gently wavering edge."""
    phases = [rng.uniform(0, 2 * math.pi) for _ in range(2)]
    reach = 128 - BORDER
    points = []
    for number in range(WAVES):
        angle = 2 * math.pi * number / WAVES
        waver = 2.2 * math.sin(5 * angle + phases[0]) + 1.6 * math.sin(9 * angle + phases[1])
        # A superellipse: a square whose corners are round.
        corner = (abs(math.cos(angle)) ** 7 + abs(math.sin(angle)) ** 7) ** (-1 / 7)
        radius = (reach + waver) * corner
        points.append((128 + radius * math.cos(angle), 128 + radius * math.sin(angle)))
    result = skia.Path()
    start = _middle(points[-1], points[0])
    result.moveTo(*start)
    for number, point in enumerate(points):
        result.quadTo(*point, *_middle(point, points[(number + 1) % WAVES]))
    result.close()
    return result


def _middle(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    return ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)


def _draw_leaves(canvas: Canvas, rng: random.Random) -> None:
    leaf = path("M -12 0 Q 0 -11 12 0 Q 0 11 -12 0 Z")
    shades = (colour("#7fcb58"), colour("#c3e06a"))
    for number, (x, y) in enumerate(LEAVES):
        x, y = x + rng.uniform(-4, 4), y + rng.uniform(-4, 4)
        shape = turned(leaf, 50 * number + 20, x, y)
        canvas.line(shape, 2.2, dark(shades[0], 0.5))
        canvas.fill(shape, shades[number % 2])


def _draw_frame(canvas: Canvas) -> None:
    canvas.line(rectangle(4, 4, 252, 252), 8, dark(FRAME, 0.5))
    canvas.line(rectangle(3.5, 3.5, 252.5, 252.5), 6, FRAME)
    for x, right in ((0, 1), (256, -1)):
        for y, down in ((0, 1), (256, -1)):
            corner = path(
                f"M {x} {y} L {x + right * 40} {y} "
                f"Q {x + right * 36} {y + down * 15} {x + right * 21} {y + down * 17} "
                f"Q {x + right * 19} {y + down * 34} {x} {y + down * 40} Z"
            )
            canvas.line(corner, 2.4, dark(FRAME, 0.5))
            canvas.fill(corner, FRAME)
            canvas.fill(ellipse(x + right * 13, y + down * 13, 5.5, 5.5), colour("#c2334d"))


def _draw_fading(canvas: Canvas) -> None:
    """Watercolour, after the figure: paler, and running out towards the lower edge."""
    canvas.fill(FULL, PAPER, 0.06)
    shader = linear((0, 222), (0, 256), (PAPER, PAPER), (0.0, 0.75))
    canvas.fill(rectangle(0, 222, 256, 256), PAPER, shader=shader)


def _draw_varnish(canvas: Canvas) -> None:
    """Matte painting: deeper, with slanted light and dark corners."""
    shader = linear((0, 0), (220, 256), ((255, 232, 180), (24, 10, 70)), (0.14, 0.15))
    canvas.fill(FULL, PAPER, shader=shader)
    shades = [packed((16, 8, 34), alpha) for alpha in (0.0, 0.0, 0.5)]
    corners = skia.GradientShader.MakeRadial(skia.Point(128, 120), 190, shades, [0, 0.6, 1])
    canvas.fill(FULL, PAPER, shader=corners)
