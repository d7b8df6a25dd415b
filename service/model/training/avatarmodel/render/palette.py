"""Colours, and how they are mixed."""

import random
from typing import NamedTuple

Colour = tuple[float, float, float]


def colour(code: str) -> Colour:
    """A colour of its code `#rrggbb`."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return (red, green, blue)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The first colour with a share of the second."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def dark(base: Colour, share: float) -> Colour:
    return mix(base, (34, 18, 48), share)


def light(base: Colour, share: float) -> Colour:
    return mix(base, (255, 250, 240), share)


def varied(base: Colour, rng: random.Random, amount: float) -> Colour:
    """A colour nearby: chiefly lighter or darker, a little of another hue."""
    shift = rng.uniform(-amount, amount)
    red, green, blue = (value + shift + rng.uniform(-amount, amount) * 0.4 for value in base)
    return (red, green, blue)


def colours(codes: str) -> list[Colour]:
    return [colour(code) for code in codes.split()]


WHITE = colour("#ffffff")
PAPER = colour("#fffaf0")
CREAM = colour("#fff7e8")
CORD = colour("#fffaf0")
WOOD = colour("#8a5634")
INK = colour("#2a1d33")
GOLD = colour("#e8b545")
GLOW = colour("#5df2e0")
RIBBON = colour("#e8475a")

HAIR = colours("#f7cb5c #96582f #dd3f2a #35304a")
EYES = colours("#2f8df5 #f0233c #7a4019 #a3b52a")
SKIN = colours("#ffe4d1 #fcd2b1 #eeb88a #d2946a #ab7150 #835440")

# Of a garment and what is worn with it; chosen by eye to go together.
CLOTHES = [
    (colour(main), colour(second))
    for main, second in (
        ("#e9604f", "#3c6ea8"),
        ("#3f83cc", "#f4b942"),
        ("#45a878", "#f6e0b0"),
        ("#f3b433", "#5b4a8a"),
        ("#8c63c4", "#f59ab5"),
        ("#f08aac", "#4d6fb3"),
        ("#2fb0b4", "#e8604c"),
        ("#4f5875", "#ef8d5a"),
        ("#f0e3cb", "#3fa08c"),
        ("#a8433f", "#e9c46a"),
    )
]
CROCKERY = colours("#4a88c9 #fff6e8 #e0705a")


class Sky(NamedTuple):
    """The colours of one time of day."""

    top: Colour
    bottom: Colour
    far_hill: Colour
    near_hill: Colour
    tint: Colour
    tint_share: float
    wall: Colour  # of the coffee shop in that light


def _sky(codes: str, tint_share: float) -> Sky:
    top, bottom, far_hill, near_hill, tint, wall = colours(codes)
    return Sky(top, bottom, far_hill, near_hill, tint, tint_share, wall)


SKIES = [
    _sky("#a9d8f2 #ffe3bd #a9d3b4 #7cc084 #fff0d8 #f6dcb6", 0.04),
    _sky("#3a9cf0 #bdeafc #63bf85 #43a653 #ffffff #edc58f", 0.0),
    _sky("#6b46a0 #ff9a55 #96578c #624273 #ff9b50 #d18f63", 0.07),
    _sky("#101a45 #3a4a92 #2a3566 #1a224b #3a4fae #6c4f57", 0.07),
]
