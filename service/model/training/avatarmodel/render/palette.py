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


WHITE = colour("#ffffff")
PAPER = (255, 252, 245)
CREAM = colour("#fff7e8")
CORD = colour("#fffaf0")
WOOD = colour("#7a4a30")
INK = colour("#2a1d33")
GOLD = colour("#e2b24a")
GLOW = colour("#5df2e0")
RIBBON = colour("#e8475a")

HAIR = [colour(code) for code in ("#f6cf6b", "#8a5433", "#d8432f", "#2f2b3d")]
EYES = [colour(code) for code in ("#3f8fe8", "#e0323c", "#7b4722", "#9bab3c")]
SKIN = [colour(code) for code in ("#ffe3cf", "#fbd3b4", "#f0bd93", "#d99c6e", "#b0744b", "#86543a")]
CLOTHES = [
    colour(code)
    for code in (
        "#e8604c",
        "#3f7fc4",
        "#4fae7c",
        "#f2b33d",
        "#8f62c2",
        "#ef8fae",
        "#36b3b8",
        "#50566f",
    )
]


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
    top, bottom, far_hill, near_hill, tint, wall = (colour(code) for code in codes.split())
    return Sky(top, bottom, far_hill, near_hill, tint, tint_share, wall)


SKIES = [
    _sky("#8fc9ee #ffe2c4 #a5c9b6 #79b67f #fff0d8 #f1d3ad", 0.06),
    _sky("#3f9fea #bfe8fb #6cbf8e #4ea75a #ffffff #e7c08f", 0.0),
    _sky("#6a4a9c #ff9a5a #8d5a8a #5c4270 #ff9b50 #c98d62", 0.10),
    _sky("#0e1538 #34407f #26305f #182046 #3a4fae #6d4a4e", 0.10),
]
