"""What lies over everything: light of the hour, leaves, sparks, frame, and the paint."""

import random

import skia

from avatarmodel.attributes import Attributes
from avatarmodel.render.canvas import Canvas, linear, packed
from avatarmodel.render.figure import CAFE, CLOVERWORKS, GHIBLI, WATERCOLOUR
from avatarmodel.render.palette import CORD, PAPER, SKIES, Colour, colour
from avatarmodel.render.paths import ellipse, path, rectangle, star, turned

FULL = rectangle(0, 0, 256, 256)
FRAME = colour("#e9bd4c")

LEAVES = ((22, 30), (226, 60), (40, 118), (214, 150), (18, 200))
SPARKS = ((26, 60, 13), (230, 36, 11), (52, 20, 9), (206, 96, 9), (236, 176, 12), (20, 160, 10))
BLOOMS = ((30, 40), (228, 70), (200, 220), (52, 210), (128, 14))


def draw_overlay(canvas: Canvas, attributes: Attributes, rng: random.Random) -> None:
    sky = SKIES[attributes["time"]]
    tint_share = sky.tint_share * (0.6 if attributes["place"] == CAFE else 1)
    if tint_share:
        canvas.fill(FULL, sky.tint, tint_share)
    if attributes["studio"] == GHIBLI:
        _draw_leaves(canvas, rng)
    elif attributes["studio"] == CLOVERWORKS:
        colours = (colour("#ffa6dc"), colour("#8fc4ff"))
        shader = linear((0, 0), (256, 256), colours, (0.2, 0.16))
        canvas.fill(FULL, colours[0], shader=shader)
    if attributes["extra"]:
        for x, y, radius in SPARKS:
            spark = star(x + rng.uniform(-4, 4), y + rng.uniform(-4, 4), radius, 0.24)
            canvas.fill(spark, colour("#fff3b0"), 0.97)
    if canvas.style.ornate:
        _draw_frame(canvas)
    if attributes["paint"] == WATERCOLOUR:
        _draw_wash(canvas, rng)
    else:
        _draw_varnish(canvas)


def _draw_leaves(canvas: Canvas, rng: random.Random) -> None:
    leaf = path("M -9 0 Q 0 -8 9 0 Q 0 8 -9 0 Z")
    shades = (colour("#8fd16a"), colour("#c9e27a"))
    for number, (x, y) in enumerate(LEAVES):
        x, y = x + rng.uniform(-5, 5), y + rng.uniform(-6, 6)
        canvas.fill(turned(leaf, 50 * number + 20, x, y), shades[number % 2], 0.95)


def _draw_frame(canvas: Canvas) -> None:
    canvas.line(rectangle(5, 5, 251, 251), 5, FRAME)
    for x, right in ((0, 1), (256, -1)):
        for y, down in ((0, 1), (256, -1)):
            corner = path(
                f"M {x} {y} L {x + right * 38} {y} "
                f"Q {x + right * 34} {y + down * 14} {x + right * 20} {y + down * 16} "
                f"Q {x + right * 18} {y + down * 32} {x} {y + down * 38} Z"
            )
            canvas.fill(corner, FRAME)
            canvas.fill(ellipse(x + right * 13, y + down * 13, 5, 5), colour("#c2334d"))


def _draw_wash(canvas: Canvas, rng: random.Random) -> None:
    """Watercolour: everything paler, an unpainted border, and blooms of water."""
    canvas.fill(FULL, CORD, 0.13)
    _draw_vignette(canvas, (128, 128), PAPER, 0.95, (0.66, 0.97))
    for x, y in BLOOMS:
        x, y = x + rng.uniform(-10, 10), y + rng.uniform(-8, 8)
        canvas.glow(ellipse(x, y, 34, 28), PAPER, 0.38, x, y, 30)


def _draw_varnish(canvas: Canvas) -> None:
    """Matte painting: deeper, with slanted light and dark corners."""
    shader = linear((0, 0), (200, 256), ((255, 236, 190), (20, 10, 60)), (0.14, 0.18))
    canvas.fill(FULL, PAPER, shader=shader)
    _draw_vignette(canvas, (128, 122), (16, 8, 34), 0.62, (0.55, 1))


def _draw_vignette(
    canvas: Canvas,
    centre: tuple[float, float],
    shade: Colour,
    alpha: float,
    stops: tuple[float, float],
) -> None:
    """Darkens or lightens the corners from the first stop on, in full from the second."""
    shades = [packed(shade, 0), packed(shade, 0), packed(shade, alpha)]
    shader = skia.GradientShader.MakeRadial(skia.Point(*centre), 190, shades, [0, *stops])
    canvas.fill(FULL, shade, shader=shader)
