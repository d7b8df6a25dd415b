"""Who is drawn: the traits that the words fix, and those that are left to chance."""

import random
from dataclasses import dataclass

from avatarmodel.attributes import Attributes
from avatarmodel.render.palette import (
    CLOTHES,
    HAIR,
    INK,
    SKIN,
    Colour,
    colour,
    mix,
    varied,
)

GIRL = 0
CAFE = 0

# Values of the attributes that several files ask for.
SHORT, LONG, PONYTAIL, PIGTAILS = range(4)
SMILE, FROWN, LAUGHING, ANGRY = range(4)
SWEATER, TSHIRT, SUIT, ARMOUR = range(4)
HOODIE, SWEATSUIT = range(2)
NO_WORLD, ELF, VISION, BEAST = range(4)  # how the four worlds show
VTUBER, ANIME, GHIBLI, CLOVERWORKS = range(4)
MORNING, AFTERNOON, EVENING, NIGHT = range(4)
WATERCOLOUR = 0
BLACK_HAIR = 3

FRECKLES_SHARE, MOLE_SHARE, EARRINGS_SHARE = 0.16, 0.16, 0.3
SWEPT, FRINGED, PARTED = range(3)  # how hair falls over the forehead


@dataclass(frozen=True)
class Colours:
    skin: Colour
    hair: Colour
    cloth: Colour
    second_cloth: Colour
    ink: Colour

    @staticmethod
    def draw(attributes: Attributes, rng: random.Random) -> "Colours":
        skin = varied(rng.choice(SKIN), rng, 3)
        hair = varied(HAIR[attributes["hair"]], rng, 5)
        cloth, second_cloth = rng.choice(CLOTHES)
        if attributes["studio"] == GHIBLI:
            skin = mix(skin, colour("#f0b088"), 0.12)
        return Colours(
            skin,
            hair,
            varied(cloth, rng, 4),
            varied(second_cloth, rng, 4),
            mix(INK, hair, 0.08),
        )


@dataclass(frozen=True)
class Pose:
    x: float
    y: float
    scale: float
    tilt: float  # degrees
    width: float  # of the head, as a factor
    jaw: float  # -1 pointed to 1 round
    fringe: int
    strands: list[float]  # how hair falls, each -1..1
    side: int  # of ponytail, parting and clip

    @staticmethod
    def draw(rng: random.Random) -> "Pose":
        return Pose(
            x=128 + rng.uniform(-3, 3),
            y=115 + rng.uniform(-2, 2),
            scale=1.15 * rng.uniform(0.98, 1.03),
            tilt=rng.uniform(-4, 4),
            width=rng.uniform(0.96, 1.04),
            jaw=rng.uniform(-1, 1),
            fringe=rng.randrange(3),
            strands=[rng.uniform(-1, 1) for _ in range(4)],
            side=1 if rng.random() < 0.5 else -1,
        )


@dataclass(frozen=True)
class Details:
    """Small things that no word names."""

    freckles: bool
    mole: bool
    earrings: bool

    @staticmethod
    def draw(rng: random.Random) -> "Details":
        return Details(
            freckles=rng.random() < FRECKLES_SHARE,
            mole=rng.random() < MOLE_SHARE,
            earrings=rng.random() < EARRINGS_SHARE,
        )


@dataclass(frozen=True)
class Figure:
    attributes: Attributes
    colours: Colours
    pose: Pose
    details: Details

    @property
    def girl(self) -> bool:
        return self.attributes["gender"] == GIRL

    def value(self, name: str) -> int:
        return self.attributes[name]
