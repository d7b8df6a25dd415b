"""Hair, behind the head and before it. The origin is the middle of the head."""

import skia

from avatarmodel.render.canvas import Canvas
from avatarmodel.render.figure import (
    BLACK_HAIR,
    FRINGED,
    GHIBLI,
    LONG,
    PARTED,
    PIGTAILS,
    PONYTAIL,
    SHORT,
    SWEPT,
    Figure,
)
from avatarmodel.render.palette import RIBBON, Colour, colour, dark, light, mix
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path

LOCK_LENGTH = {SHORT: 36, LONG: 78, PONYTAIL: 30, PIGTAILS: 34}
STRAND_WIDTH = 1.5

# The edge over the forehead, from the right temple to the left one.
FRINGES = {
    SWEPT: "Q 52 -12 41 -20 Q 31 -27 24 -41 Q 12 -21 -16 -15 Q -42 -10 -56 8 Z",
    FRINGED: (
        "Q 50 -10 42 -13 Q 36 -18 34 -25 Q 30 -14 18 -13 Q 13 -18 11 -25 Q 6 -13 -6 -12 "
        "Q -11 -18 -12 -25 Q -17 -14 -29 -14 Q -33 -19 -34 -25 Q -38 -15 -45 -12 Q -52 -6 -56 8 Z"
    ),
    PARTED: "Q 54 -12 38 -15 Q 12 -19 2 -43 Q -10 -18 -38 -15 Q -54 -12 -56 8 Z",
}
ROUND_TOP = "M -56 8 C -64 -44 -44 -70 0 -70 C 44 -70 64 -44 56 8"


class Hair:
    def __init__(self, canvas: Canvas, figure: Figure) -> None:
        self.canvas = canvas
        self.figure = figure
        self.girl = figure.girl
        self.cut = figure.value("cut")
        self.shade: Colour = figure.colours.hair
        self.fall = figure.pose.strands
        self.side = figure.pose.side

    def draw_behind_head(self) -> None:
        draw = {
            SHORT: self._short,
            LONG: self._long,
            PONYTAIL: self._ponytail,
            PIGTAILS: self._pigtails,
        }
        draw[self.cut]()

    def draw_before_head(self) -> None:
        if self.girl or self.cut != SHORT:
            self._side_locks()
        cap = mirrored(path(self._top() + " " + FRINGES[self.figure.pose.fringe]), self.side)
        self.canvas.shape(cap, self.shade)
        with self.canvas.clipped(cap):
            self._shadow()
            self._highlight()
            self._cap_strands()
        if self.cut == PONYTAIL:
            self.canvas.shape(mirrored(ellipse(37, -58, 10, 9), self.side), RIBBON)
        elif self.cut == PIGTAILS:
            self._bows()

    @property
    def _behind(self) -> Colour:
        return dark(self.shade, 0.2)

    def _strand(self, data: str, side: int = 1) -> None:
        if self.canvas.style.fine:
            strand = mirrored(path(data), side)
            self.canvas.line(strand, STRAND_WIDTH, dark(self.shade, 0.5), 0.85)

    def _gloss(self, data: str, side: int = 1) -> None:
        """A line of light along a lock."""
        if not self.canvas.style.solid:
            self.canvas.line(mirrored(path(data), side), 4.5, self._light, 0.55)

    @property
    def _light(self) -> Colour:
        if self.figure.value("hair") == BLACK_HAIR:
            return mix(self.shade, colour("#8795e0"), 0.55)
        return light(self.shade, 0.45)

    def _short(self) -> None:
        end = (48 if self.girl else 20) + 5 * self.fall[0]
        half = 62 if self.girl else 55
        back = path(
            f"M -52 -30 C {-half - 3} -4 {-half - 2} 22 {-half + 4} {end} Q -30 {end + 10} "
            f"0 {end + 2} Q 30 {end + 10} {half - 4} {end} C {half + 2} 22 {half + 3} -4 52 -30 "
            f"C 42 -64 -42 -64 -52 -30 Z"
        )
        self.canvas.shape(back, self._behind)

    def _long(self) -> None:
        end = 122 + 6 * self.fall[0]
        half = 70 if self.girl else 62
        left, right = 4 * self.fall[1], 4 * self.fall[2]
        back = path(
            f"M -52 -30 C {-half - 4} 10 {-half + left} 60 {-half - 4} {end} "
            f"Q {-half + 20} {end + 6} -24 {end - 8} L 24 {end - 8} "
            f"Q {half - 20} {end + 6} {half + 4} {end} C {half + right} 60 {half + 4} 10 52 -30 "
            f"C 42 -64 -42 -64 -52 -30 Z"
        )
        self.canvas.shape(back, self._behind)
        for x in (-60, 60):
            self._strand(f"M {x * 0.9} 10 Q {x * 1.05} 60 {x} {end - 10}")
            self._strand(f"M {x * 0.8} 20 Q {x * 0.9} 60 {x * 0.84} {end - 10}")

    def _ponytail(self) -> None:
        swing, sway, reach = 4 * self.fall[1], 6 * self.fall[0], 88 + 5 * self.fall[2]
        end = 84 + 6 * self.fall[0]
        tail = path(
            f"M 20 -60 C 56 -86 {100 + swing} -58 98 -12 C 98 22 78 {52 + sway} {reach} {end} "
            f"C 58 80 50 46 58 14 C 62 -10 54 -26 30 -34 Z"
        )
        self.canvas.shape(mirrored(tail, self.side), self._behind)
        self._gloss(f"M 66 -54 C {84 + swing} -42 88 -22 86 2", self.side)
        self._strand("M 44 -58 C 76 -50 80 0 70 56", self.side)
        self._tied_back()

    def _pigtails(self) -> None:
        swing, reach, end = 4 * self.fall[1], 92 + 4 * self.fall[2], 88 + 6 * self.fall[0]
        tail = path(
            f"M 46 -38 C 80 -60 {106 + swing} -18 96 20 C 90 44 84 62 {reach} {end} "
            f"C 68 88 54 62 58 28 C 60 6 56 -12 44 -20 Z"
        )
        for side in SIDES:
            self.canvas.shape(mirrored(tail, side), self._behind)
            self._gloss(f"M 76 -34 C {88 + swing} -18 88 2 84 22", side)
            self._strand("M 60 -34 C 84 -18 78 26 76 70", side)
        self._tied_back()

    def _tied_back(self) -> None:
        self.canvas.shape(ellipse(0, -8, 55, 46), dark(self.shade, 0.3))

    def _side_locks(self) -> None:
        end = LOCK_LENGTH[self.cut] + 5 * self.fall[3] - (0 if self.girl else 10)
        lock = path(f"M 56 -22 C 61 0 60 {end * 0.6} 48 {end} C 45 {end * 0.6} 45 8 40 -18 Z")
        for side in SIDES:
            self.canvas.shape(mirrored(lock, side), self.shade)

    def _top(self) -> str:
        """The outline over the skull, from the left temple to the right one."""
        if self.girl:
            return ROUND_TOP
        first, second, third, fourth = self.fall
        return (
            f"M -56 8 C -61 -26 -57 -40 -52 -47 L {-64 + 3 * first} -60 L -42 -62 "
            f"L {-38 + 3 * second} -80 L -16 -70 L {4 + 4 * third} -88 L 20 -70 "
            f"L {42 + 3 * fourth} -79 L 44 -61 L {64 + 3 * first} -56 L 52 -46 "
            f"C 58 -40 61 -26 56 8"
        )

    def _shadow(self) -> None:
        """The lower part of the cap, in its own shade."""
        if not self.canvas.style.solid:
            edge = path("M -70 -14 Q 0 -40 70 -14 L 70 20 L -70 20 Z")
            self.canvas.fill(edge, dark(self.shade, 0.14))

    def _highlight(self) -> None:
        if self.canvas.style.solid:
            gloss = light(self.shade, 0.8)
            self.canvas.glow(ellipse(-16, -52, 28, 12), gloss, 0.85, -16, -52, 24)
            return
        if self.figure.value("studio") == GHIBLI:
            return
        lean = 5 * self.side
        band = self._band(lean)
        self.canvas.fill(band, self._light, 0.9)

    def _band(self, lean: float) -> skia.Path:
        """Light around the head, with a toothed lower edge."""
        return path(
            f"M -46 -37 Q {lean} -62 46 -37 L 40 -30 L 33 -39 L 24 -34 L 16 -44 L 6 -38 "
            f"L {lean} -47 L -8 -38 L -18 -44 L -26 -34 L -34 -39 L -41 -30 Z"
        )

    def _cap_strands(self) -> None:
        for x in (-40, -22, -6, 10, 26, 42):
            self._strand(f"M {x * 0.35} -66 Q {x * 1.05} -46 {x} -16")

    def _bows(self) -> None:
        for side in SIDES:
            x = side * 53
            for across in (-13, 13):
                wing = path(f"M {x} -30 L {x + across} -41 L {x + across} -19 Z")
                self.canvas.shape(wing, RIBBON, widest=2.4)
            self.canvas.fill(ellipse(x, -30, 4.2, 4.2), colour("#ffa0aa"))
