"""Neck, torso and clothes. The origin is at the top of the picture, under the head's middle."""

import skia

from avatarmodel.render.canvas import Canvas
from avatarmodel.render.figure import (
    ARMOUR,
    BEAST,
    HOODIE,
    SUIT,
    SWEATER,
    SWEATSUIT,
    TSHIRT,
    VISION,
    Figure,
)
from avatarmodel.render.palette import (
    CORD,
    CREAM,
    GLOW,
    GOLD,
    Colour,
    colour,
    dark,
    light,
    mix,
)
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path, star

GIRL_WIDTH, GUY_WIDTH = 70, 80  # half of the shoulders
GIRL_NECK, GUY_NECK = 15, 19
SHOULDERS_BELOW_FACE = 71
BODY_SCALE = 1.12
STEEL = colour("#aab4c6")
RED_SHADE = colour("#b04030")  # of skin in the shadow
GEM_RED = colour("#e23b5a")


class Body:
    def __init__(self, canvas: Canvas, figure: Figure) -> None:
        self.canvas = canvas
        self.figure = figure
        self.width = GIRL_WIDTH if figure.girl else GUY_WIDTH
        self.neck = GIRL_NECK if figure.girl else GUY_NECK
        self.face_y = figure.pose.y / BODY_SCALE
        self.y = (figure.pose.y + SHOULDERS_BELOW_FACE) / BODY_SCALE
        self.second = figure.colours.second_cloth
        cloth = figure.colours.cloth
        suit = mix(cloth, colour("#3a3f58"), 0.62)
        self.main = {SWEATER: cloth, TSHIRT: cloth, SUIT: suit, ARMOUR: STEEL}[figure.value("top")]

    def draw_behind_face(self) -> None:
        if self.figure.value("base") == HOODIE:
            self._hood()
        self._neck()
        torso = self._torso()
        self.canvas.shape(torso, self.main)
        with self.canvas.clipped(torso):
            self._garment()
            if self.figure.value("base") == SWEATSUIT:
                self._stripes()
            self._shadow()
        if self.figure.value("top") == ARMOUR:
            self._shoulder_plates()
        self._collar()

    def draw_before_face(self) -> None:
        if self.figure.value("base") == HOODIE:
            self._hood_edge()
        if self.figure.value("world") == VISION:
            self._vision()
        elif self.figure.value("world") == BEAST:
            self._choker()
        if self.canvas.style.ornate:
            self._necklace()

    def _hood(self) -> None:
        y = self.y
        outer = path(
            f"M -54 {y + 18} C -64 {y - 24} -40 {y - 30} -26 {y - 22} L 26 {y - 22} "
            f"C 40 {y - 30} 64 {y - 24} 54 {y + 18} Z"
        )
        inner = path(
            f"M -38 {y + 10} C -44 {y - 14} -30 {y - 18} -22 {y - 14} L 22 {y - 14} "
            f"C 30 {y - 18} 44 {y - 14} 38 {y + 10} Z"
        )
        self.canvas.shape(outer, self.second)
        self.canvas.fill(inner, dark(self.second, 0.38))

    def _neck(self) -> None:
        half, top = self.neck, self.face_y + 36
        neck = path(
            f"M {-half} {top} L {-half - 1} {self.y + 6} Q 0 {self.y + 22} {half + 1} {self.y + 6} "
            f"L {half} {top} Z"
        )
        skin = self.figure.colours.skin
        self.canvas.shape(neck, dark(skin, 0.06))
        with self.canvas.clipped(neck):
            self.canvas.fill(ellipse(0, top + 10, 34, 17), mix(dark(skin, 0.2), RED_SHADE, 0.14))

    def _shadow(self) -> None:
        """Below the chin, and on the side away from the light."""
        if self.canvas.style.solid:
            return
        y, side = self.y, -self.figure.pose.side
        half = self.width
        turned_away = path(
            f"M {half + 6} {y} L {half + 6} 262 L {half - 26} 262 "
            f"C {half - 18} {y + 50} {half - 22} {y + 30} {half - 36} {y} Z"
        )
        self.canvas.fill(mirrored(turned_away, side), dark(self.main, 0.5), 0.28)

    def _torso(self) -> skia.Path:
        half, y, collar = self.width, self.y, self.neck + 14
        return path(
            f"M {-half} 262 C {-half - 2} {y + 34} {-half + 12} {y + 12} {-collar} {y + 1} "
            f"Q 0 {y + 26} {collar} {y + 1} C {half - 12} {y + 12} {half + 2} {y + 34} {half} 262 Z"
        )

    def _garment(self) -> None:
        draw = {
            SWEATER: self._sweater,
            TSHIRT: self._tshirt,
            SUIT: self._suit,
            ARMOUR: self._breastplate,
        }
        draw[self.figure.value("top")]()

    def _sweater(self) -> None:
        for down, shade in ((34, CREAM), (46, self.second)):
            zigzag = [(x * 12, self.y + down + (5 if x % 2 else -5)) for x in range(-8, 9)]
            corners = " L ".join(f"{x} {y}" for x, y in zigzag)
            self.canvas.line(path(f"M {corners}"), 5.5, shade)

    def _tshirt(self) -> None:
        half, y = self.width, self.y
        sleeve_line = path(f"M {half - 20} 262 L {half - 25} {y + 34}")
        bare_arm = path(
            f"M {half - 22} 264 L {half - 22} {y + 46} L {half + 8} {y + 38} L {half + 8} 264 Z"
        )
        line_width = max(2, self.canvas.style.outline)
        for side in SIDES:
            self.canvas.line(mirrored(sleeve_line, side), line_width, dark(self.main, 0.5))
            self.canvas.fill(mirrored(bare_arm, side), self.figure.colours.skin)
        self.canvas.shape(ellipse(0, y + 42, 16, 16), self.second, widest=2.2)
        self.canvas.fill(star(0, y + 42, 13, 0.5), CREAM)

    def _suit(self) -> None:
        y = self.y
        shirt = path(f"M -24 {y - 4} L 0 {y + 66} L 24 {y - 4} Z")
        tie = path(
            f"M -6 {y + 14} L 6 {y + 14} L 4 {y + 24} L 8 {y + 60} L 0 {y + 72} "
            f"L -8 {y + 60} L -4 {y + 24} Z"
        )
        lapel = path(
            f"M 25 {y - 2} L 44 {y + 14} L 36 {y + 34} L 42 {y + 38} L 2 {y + 80} Z",
        )
        self.canvas.plain(shirt, colour("#fbfaf6"))
        self.canvas.shape(tie, self.second, widest=2.4)
        for side in SIDES:
            self.canvas.shape(mirrored(lapel, side), light(self.main, 0.12))

    def _breastplate(self) -> None:
        y = self.y
        plate = path(
            f"M -34 {y + 6} Q 0 {y + 30} 34 {y + 6} L 40 {y + 56} Q 0 {y + 84} -40 {y + 56} Z"
        )
        self.canvas.shape(plate, colour("#c8d0de"))
        self.canvas.line(path(f"M 0 {y + 18} L 0 {y + 90}"), 3, colour("#7b869c"))
        self.canvas.line(path(f"M -40 {y + 56} Q 0 {y + 84} 40 {y + 56}"), 4, GOLD)

    def _stripes(self) -> None:
        y = self.y
        edge = dark(self.second, 0.2)
        for side in SIDES:
            for out in (0, 10):
                stripe = path(
                    f"M {30 + out} {y + 2} C {50 + out} {y + 16} {54 + out} {y + 34} {52 + out} 262"
                )
                self.canvas.line(mirrored(stripe, side), 5, edge)
                self.canvas.line(mirrored(stripe, side), 3.4, CORD)

    def _shoulder_plates(self) -> None:
        half, y = self.width, self.y
        plate = path(
            f"M 34 {y + 12} C 48 {y - 4} {half + 12} {y + 4} {half + 10} {y + 46} "
            f"Q 58 {y + 42} 34 {y + 12} Z"
        )
        rim = path(f"M {half + 6} {y + 42} Q 58 {y + 38} 36 {y + 14}")
        for side in SIDES:
            self.canvas.shape(mirrored(plate, side), colour("#b7c1d3"))
            self.canvas.line(mirrored(rim, side), 3.4, GOLD)

    def _collar(self) -> None:
        y, half, top = self.y, self.neck, self.figure.value("top")
        if self.figure.value("base") == SWEATSUIT:
            collar = path(
                f"M {half + 2} {y - 14} L {half + 16} {y + 3} Q 12 {y + 18} 0 {y + 20} "
                f"L 0 {y + 13} Q {half} {y + 8} {half - 1} {y - 8} Z"
            )
            for side in SIDES:
                self.canvas.shape(mirrored(collar, side), self.second)
            if top != SUIT:
                self.canvas.line(path(f"M 0 {y + 20} L 0 262"), 2.6, dark(self.second, 0.3))
        elif top == SWEATER:
            ribbing = path(f"M {-half - 10} {y + 4} Q 0 {y + 28} {half + 10} {y + 4}")
            self.canvas.line(ribbing, 8, light(self.main, 0.25))

    def _hood_edge(self) -> None:
        y = self.y
        edge = path(
            f"M 24 {y - 8} C 46 {y - 8} 56 {y + 6} 48 {y + 20} Q 24 {y + 32} 5 {y + 22} "
            f"Q 26 {y + 12} 24 {y - 8} Z"
        )
        cord = path(f"M 11 {y + 22} Q 15 {y + 38} 12 {y + 54}")
        for side in SIDES:
            self.canvas.shape(mirrored(edge, side), self.second)
            self.canvas.line(mirrored(cord, side), 3.4, CORD)
            self.canvas.fill(ellipse(side * 12, y + 55, 3, 4), CORD)

    def _vision(self) -> None:
        y = self.y + 34
        self.canvas.glow(ellipse(0, y, 26, 26), GLOW, 0.8, 0, y, 26)
        self.canvas.fill(ellipse(0, y, 13, 13), colour("#f2c14e"))
        self.canvas.fill(ellipse(0, y, 9.5, 9.5), colour("#19b8b0"))
        self.canvas.fill(star(0, y, 8, 0.35), colour("#eafffb"))

    def _choker(self) -> None:
        y = self.y
        band = path(f"M -17 {y - 10} Q 0 {y + 3} 17 {y - 10}")
        self.canvas.line(band, 7, colour("#20222b"))
        self.canvas.fill(path(f"M -5 {y - 4} L 5 {y - 4} L 0 {y + 8} Z"), colour("#ff8a2a"))

    def _necklace(self) -> None:
        y = self.y
        chain = path(f"M -28 {y + 2} Q 0 {y + 34} 28 {y + 2}")
        self.canvas.line(chain, 3, colour("#f0c04a"))
        gems: tuple[tuple[float, Colour], ...] = (
            (-0.6, GEM_RED),
            (0, colour("#f7e08a")),
            (0.6, GEM_RED),
        )
        for across, shade in gems:
            gem_y = y + 18 - 12 * across * across
            self.canvas.fill(ellipse(across * 28, gem_y, 3.6, 3.6), shade)
