"""What is behind the figure: hills under a sky, or a coffee shop with a window."""

import random
from dataclasses import dataclass

from avatarmodel.attributes import Attributes
from avatarmodel.render.canvas import Canvas, linear
from avatarmodel.render.figure import AFTERNOON, CAFE, CLOVERWORKS, EVENING, MORNING, NIGHT
from avatarmodel.render.palette import (
    CROCKERY,
    SKIES,
    WHITE,
    WOOD,
    Colour,
    colour,
    dark,
    mix,
    varied,
)
from avatarmodel.render.paths import ellipse, path, rectangle, star, turned

FULL = (0.0, 0.0, 256.0, 256.0)
SMALL_OUTLINE = 2.2

# Where clouds' three balls are, and how large: x, y, radius.
CLOUD = ((-16, 3, 11), (0, -3, 16), (17, 3, 12))


@dataclass(frozen=True)
class Pane:
    """The part of the picture that a sky fills."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def scale(self) -> float:
        return min(self.width, self.height) / 256


def draw_background(canvas: Canvas, attributes: Attributes, rng: random.Random) -> None:
    time = attributes["time"]
    if attributes["place"] == CAFE:
        draw_cafe(canvas, time, rng)
    else:
        draw_landscape(canvas, time, rng)
    if attributes["studio"] == CLOVERWORKS:
        draw_light_spots(canvas, rng)


def draw_sky(canvas: Canvas, pane: Pane, time: int, rng: random.Random) -> None:
    sky = SKIES[time]
    area = rectangle(pane.left, pane.top, pane.right, pane.bottom)
    fade_end = pane.bottom - pane.height * 0.15
    with canvas.clipped(area):
        shader = linear((0, pane.top), (0, fade_end), (sky.top, sky.bottom))
        canvas.fill(area, sky.top, shader=shader)
        across = 0.80 if time in (MORNING, AFTERNOON) else 0.2
        sun_x = pane.left + pane.width * across + rng.uniform(-8, 8)
        if time == NIGHT:
            _draw_night(canvas, pane, sun_x, mix(sky.top, sky.bottom, 0.25), rng)
        else:
            _draw_sun(canvas, pane, time, sun_x)
            _draw_clouds(canvas, pane, time, rng)


def _draw_sun(canvas: Canvas, pane: Pane, time: int, x: float) -> None:
    down, radius, margin, code = {
        MORNING: (0.38, 22, 4, "#fff3c4"),
        AFTERNOON: (0.16, 20, 4, "#ffe55e"),
        EVENING: (0.48, 34, 5, "#ffd166"),
    }[time]
    _draw_disc(canvas, x, pane.top + pane.height * down, radius * pane.scale + margin, colour(code))


def _draw_night(canvas: Canvas, pane: Pane, x: float, shadow: Colour, rng: random.Random) -> None:
    scale = pane.scale
    _draw_disc(canvas, x, pane.top + pane.height * 0.2, 20 * scale + 4, colour("#fdf6d8"))
    hidden = 17 * scale + 3
    canvas.fill(ellipse(x + 9 * scale + 2, pane.top + pane.height * 0.18, hidden, hidden), shadow)
    for number in range(14):
        star_x = pane.left + pane.width * ((number * 0.381 + 0.07) % 1)
        star_y = pane.top + pane.height * 0.62 * ((number * 0.618 + 0.1) % 1)
        star_x, star_y = star_x + rng.uniform(-3, 3), star_y + rng.uniform(-3, 3)
        canvas.fill(star(star_x, star_y, rng.uniform(2.5, 5) * (scale + 0.3)), WHITE, 0.9)


def _draw_clouds(canvas: Canvas, pane: Pane, time: int, rng: random.Random) -> None:
    scale = pane.scale
    shade = colour("#ffb4a0") if time == EVENING else WHITE
    for number in range(3 if time == AFTERNOON else 2):
        x = pane.left + pane.width * (0.12 + 0.38 * number) + rng.uniform(-14, 14) * scale
        y = pane.top + pane.height * (0.14 + 0.13 * ((number + 1) % 2)) + rng.uniform(-5, 5)
        for right, down, radius in CLOUD:
            half_width, half_height = radius * scale * 1.3, radius * scale * 0.85
            ball = ellipse(x + right * scale * 1.2, y + down * scale, half_width, half_height)
            canvas.fill(ball, shade, 0.85)


def _draw_disc(canvas: Canvas, x: float, y: float, radius: float, shade: Colour) -> None:
    halo = radius * 2.1
    canvas.glow(ellipse(x, y, halo, halo), shade, 0.55, x, y, halo)
    canvas.fill(ellipse(x, y, radius, radius), shade)


def draw_landscape(canvas: Canvas, time: int, rng: random.Random) -> None:
    draw_sky(canvas, Pane(*FULL), time, rng)
    sky = SKIES[time]
    far = 150 + rng.uniform(-6, 6)
    rise = rng.uniform(0, 1)
    near = far + 22
    canvas.plain(
        path(
            f"M -5 260 L -5 {far} C 40 {far - 50 + 12 * rise} 70 {far - 38} 110 {far - 8} "
            f"C 150 {far - 40} 200 {far - 62 + 14 * rise} 262 {far - 14} L 262 260 Z"
        ),
        sky.far_hill,
    )
    canvas.plain(
        path(
            f"M -5 260 L -5 {near} C 50 {far + 6 + 8 * rise} 80 {far + 20} 128 {far + 26} "
            f"C 180 {near} 220 {far + 4} 262 {far + 20} L 262 260 Z"
        ),
        sky.near_hill,
    )
    trees = [(x + rng.uniform(-6, 6), size) for x, size in ((20, 1.0), (46, 0.74), (234, 1.0))]
    for x, size in trees:
        trunk = rectangle(x - 2.5 * size, near - 14 * size, x + 2.5 * size, near + 4)
        canvas.fill(trunk, dark(sky.near_hill, 0.5))
        crown = path(
            f"M {x - 17 * size} {near - 8 * size} Q {x} {near - 22 * size} {x} {near - 66 * size} "
            f"Q {x} {near - 22 * size} {x + 17 * size} {near - 8 * size} Z"
        )
        canvas.shape(crown, dark(sky.near_hill, 0.28), widest=2.5)


def draw_cafe(canvas: Canvas, time: int, rng: random.Random) -> None:
    wall = varied(SKIES[time].wall, rng, 5)
    canvas.fill(rectangle(*FULL), wall)
    canvas.fill(rectangle(0, 172, 256, 256), dark(wall, 0.33))
    canvas.fill(rectangle(0, 168, 256, 175), WOOD)
    _draw_window(canvas, time, rng)
    _draw_shelf(canvas, wall)
    _draw_lamp(canvas, 0.75 if time in (EVENING, NIGHT) else 0.3)


def _draw_window(canvas: Canvas, time: int, rng: random.Random) -> None:
    shift = rng.uniform(-5, 5)
    pane = Pane(14 + shift, 34, 92 + shift, 140)
    draw_sky(canvas, pane, time, rng)
    canvas.line(rectangle(pane.left, pane.top, pane.right, pane.bottom), 6, WOOD)
    canvas.line(path(f"M {53 + shift} 34 L {53 + shift} 140"), 4, WOOD)
    canvas.line(path(f"M {pane.left} 84 L {pane.right} 84"), 4, WOOD)


def _draw_shelf(canvas: Canvas, wall: Colour) -> None:
    for y in (78, 132):
        canvas.fill(rectangle(178, y, 262, y + 6), WOOD)
    for x, shade in ((190, CROCKERY[0]), (214, CROCKERY[1]), (238, CROCKERY[2])):
        cup = path(f"M {x - 8} 62 L {x + 8} 62 L {x + 6} 78 L {x - 6} 78 Z")
        canvas.shape(cup, mix(shade, wall, 0.15), widest=SMALL_OUTLINE)
    pot = path("M 228 116 L 248 116 L 245 132 L 231 132 Z")
    canvas.shape(pot, colour("#c9683f"), widest=SMALL_OUTLINE)
    leaf = path("M 0 0 C -8 -10 -6 -22 0 -28 C 6 -22 8 -10 0 0 Z")
    for degrees in (-40, -12, 16, 42):
        canvas.fill(turned(leaf, degrees, 238, 116), colour("#4d9a58"))
    coffee_bag = path("M 188 110 L 212 110 L 212 132 L 188 132 Z")
    canvas.shape(coffee_bag, colour("#5b3a2c"), widest=SMALL_OUTLINE)
    canvas.fill(ellipse(200, 120, 6, 6), colour("#f3e2c2"))


def _draw_lamp(canvas: Canvas, brightness: float) -> None:
    x = 168
    canvas.line(path(f"M {x} 0 L {x} 14"), 2.5)
    canvas.glow(ellipse(x, 34, 52, 46), colour("#ffe29a"), brightness, x, 34, 50)
    shade = path(f"M {x - 18} 32 Q {x - 15} 13 {x} 13 Q {x + 15} 13 {x + 18} 32 Z")
    canvas.shape(shade, colour("#3d5a55"), widest=SMALL_OUTLINE)


def draw_light_spots(canvas: Canvas, rng: random.Random) -> None:
    """Large pale discs, as lights out of focus."""
    shades = (colour("#ffd1ec"), colour("#cfe9ff"))
    for number in range(8):
        x = 256 * ((number * 0.618 + 0.08) % 1) + rng.uniform(-6, 6)
        y = 190 * ((number * 0.381 + 0.2) % 1)
        radius = 9 + 7 * ((number * 0.7) % 1)
        canvas.fill(ellipse(x, y, radius, radius), shades[number % 2], 0.7)
