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
TIARA, ELF, VISION, BEAST = range(4)  # how the four worlds show
VTUBER, ANIME, GHIBLI, CLOVERWORKS = range(4)
MORNING, AFTERNOON, EVENING, NIGHT = range(4)
WATERCOLOUR = 0
BLACK_HAIR = 3


@dataclass(frozen=True)
class Colours:
    skin: Colour
    hair: Colour
    cloth: Colour
    second_cloth: Colour
    ink: Colour

    @staticmethod
    def draw(attributes: Attributes, rng: random.Random) -> "Colours":
        skin = varied(SKIN[rng.randrange(len(SKIN))], rng, 4)
        hair = varied(HAIR[attributes["hair"]], rng, 6)
        cloth = varied(CLOTHES[rng.randrange(len(CLOTHES))], rng, 6)
        second_cloth = varied(CLOTHES[rng.randrange(len(CLOTHES))], rng, 6)
        if attributes["studio"] == GHIBLI:
            skin = mix(skin, colour("#f0b088"), 0.12)
        return Colours(skin, hair, cloth, second_cloth, mix(INK, hair, 0.08))


@dataclass(frozen=True)
class Pose:
    x: float
    y: float
    scale: float
    tilt: float  # degrees
    width: float  # of the head, as a factor
    strands: list[float]  # how hair falls, each -1..1
    side: int  # of ponytail, parting and clip

    @staticmethod
    def draw(rng: random.Random) -> "Pose":
        return Pose(
            x=128 + rng.uniform(-4, 4),
            y=117 + rng.uniform(-3, 3),
            scale=rng.uniform(0.97, 1.06),
            tilt=rng.uniform(-4, 4),
            width=rng.uniform(0.97, 1.04),
            strands=[rng.uniform(-1, 1) for _ in range(8)],
            side=1 if rng.random() < 0.5 else -1,
        )


@dataclass(frozen=True)
class Figure:
    attributes: Attributes
    colours: Colours
    pose: Pose

    @property
    def girl(self) -> bool:
        return self.attributes["gender"] == GIRL

    def value(self, name: str) -> int:
        return self.attributes[name]
