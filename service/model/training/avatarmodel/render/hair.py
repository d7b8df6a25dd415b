"""Hair, behind the head and before it. The origin is the middle of the head."""

from avatarmodel.render.canvas import Canvas
from avatarmodel.render.figure import (
    BLACK_HAIR,
    GHIBLI,
    LONG,
    PIGTAILS,
    PONYTAIL,
    SHORT,
    Figure,
)
from avatarmodel.render.palette import RIBBON, Colour, colour, dark, light, mix
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path

GIRL_TOP, GUY_TOP = -68, -70
LOCK_LENGTH = {SHORT: 34, LONG: 74, PONYTAIL: 30, PIGTAILS: 36}
STRAND_WIDTH = 1.2


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
        cap = path(self._girl_cap() if self.girl else self._guy_cap())
        self.canvas.shape(cap, self.shade)
        with self.canvas.clipped(cap):
            self._highlight()
            self._cap_strands()
        if self.cut == PONYTAIL:
            self.canvas.shape(mirrored(ellipse(36, -57, 9, 8), self.side), RIBBON)
        elif self.cut == PIGTAILS:
            self._bows()

    @property
    def _behind(self) -> Colour:
        return dark(self.shade, 0.24)

    def _strand(self, data: str, side: int = 1) -> None:
        if self.canvas.style.fine:
            strand = mirrored(path(data), side)
            self.canvas.line(strand, STRAND_WIDTH, dark(self.shade, 0.45), 0.8)

    def _short(self) -> None:
        end = (46 if self.girl else 18) + 5 * self.fall[0]
        half = 60 if self.girl else 53
        back = path(
            f"M -50 -30 C {-half - 2} -4 {-half - 2} 22 {-half + 6} {end} Q -30 {end + 10} "
            f"0 {end + 2} Q 30 {end + 10} {half - 6} {end} C {half + 2} 22 {half + 2} -4 50 -30 "
            f"C 40 -64 -40 -64 -50 -30 Z"
        )
        self.canvas.shape(back, self._behind)

    def _long(self) -> None:
        end = 128 + 8 * self.fall[0]
        half = 66 if self.girl else 58
        left, right = 4 * self.fall[1], 4 * self.fall[2]
        back = path(
            f"M -50 -30 C {-half - 6} 10 {-half + left} 60 {-half - 4} {end} "
            f"Q {-half + 20} {end + 6} -24 {end - 8} L 24 {end - 8} "
            f"Q {half - 20} {end + 6} {half + 4} {end} C {half + right} 60 {half + 6} 10 50 -30 "
            f"C 40 -64 -40 -64 -50 -30 Z"
        )
        self.canvas.shape(back, self._behind)
        for x in (-56, -48, 48, 56):
            self._strand(f"M {x * 0.9} 10 Q {x * 1.05} 60 {x} {end - 10}")

    def _ponytail(self) -> None:
        swing, sway, reach = 5 * self.fall[1], 8 * self.fall[0], 92 + 6 * self.fall[2]
        end = 92 + 6 * self.fall[0]
        tail = path(
            f"M 20 -58 C 56 -84 {98 + swing} -56 96 -10 C 95 26 78 {58 + sway} {reach} {end} "
            f"C 62 86 50 50 58 14 C 62 -10 54 -26 30 -34 Z"
        )
        self.canvas.shape(mirrored(tail, self.side), self._behind)
        self._strand("M 40 -60 C 84 -54 88 0 70 60", self.side)
        self._tied_back()

    def _pigtails(self) -> None:
        swing, reach, end = 4 * self.fall[1], 96 + 5 * self.fall[2], 98 + 7 * self.fall[0]
        tail = path(
            f"M 44 -36 C 78 -58 {104 + swing} -16 92 24 C 86 50 84 72 {reach} {end} "
            f"C 70 98 54 66 58 30 C 60 6 54 -12 42 -18 Z"
        )
        for side in SIDES:
            self.canvas.shape(mirrored(tail, side), self._behind)
            self._strand("M 56 -34 C 90 -20 80 30 76 78", side)
        self._tied_back()

    def _tied_back(self) -> None:
        self.canvas.shape(ellipse(0, -8, 53, 46), dark(self.shade, 0.3))

    def _side_locks(self) -> None:
        end = LOCK_LENGTH[self.cut] + 6 * self.fall[3] - (0 if self.girl else 10)
        tip = 47 + 2 * self.fall[4]
        lock = path(f"M 53 -22 C 58 0 57 {end * 0.6} {tip} {end} C 43 {end * 0.6} 42 8 38 -18 Z")
        for side in SIDES:
            self.canvas.shape(mirrored(lock, side), self.shade)

    def _girl_cap(self) -> str:
        """A round cap with six soft fringes."""
        data = f"M -54 2 C -60 -42 -40 {GIRL_TOP} 0 {GIRL_TOP} C 40 {GIRL_TOP} 60 -42 54 2"
        roots = [54, 36, 17, -2, -20, -38, -54]
        for number in range(1, 7):
            right, left = roots[number - 1], roots[number]
            edge = number in (1, 6)
            x = (right + left) / 2 + 4 * self.fall[number] * self.side
            y = -9 + 7 * self.fall[number] + (8 if edge else 0)
            data += f" Q {right - 2} -16 {x} {y}"
            data += f" Q {(x + left) / 2 - 2} -22 {left} {2 if number == 6 else -24}"
        return data + " Z"

    def _guy_cap(self) -> str:
        """Spikes above, and a fringe of five straight points."""
        fall = self.fall
        data = (
            f"M -53 4 C -60 -30 -54 -44 -48 -50 L -56 {-60 + 3 * fall[0]} L -36 -62 "
            f"L {-34 + 3 * fall[1]} -78 L -14 -70 L {-2 + 4 * fall[2]} -86 L 12 -71 "
            f"L {32 + 3 * fall[3]} -80 L 36 -62 L 56 {-58 + 3 * fall[4]} L 49 -48 "
            f"C 56 -40 60 -26 53 4"
        )
        roots = [53, 30, 8, -14, -36, -53]
        for number in range(1, 6):
            right, left = roots[number - 1], roots[number]
            edge = number in (1, 5)
            lean = 5 + 4 * fall[number]
            x = left + lean if self.side > 0 else right - lean
            y = -12 + 6 * fall[number] + (8 if edge else 0)
            data += f" L {x} {y} L {left} {4 if number == 5 else -24}"
        return data + " Z"

    def _highlight(self) -> None:
        shade = self.shade
        if self.canvas.style.solid:
            gloss = light(shade, 0.75)
            self.canvas.glow(ellipse(-14, -50, 26, 11), gloss, 0.75, -14, -50, 22)
            return
        if self.figure.value("studio") == GHIBLI:
            return
        black = self.figure.value("hair") == BLACK_HAIR
        gloss = mix(shade, colour("#7f8fd0"), 0.55) if black else light(shade, 0.42)
        lean = 6 * self.side
        self.canvas.line(path(f"M -42 -40 Q {lean} -58 42 -40"), 6.5, gloss, 0.8)
        self.canvas.line(path(f"M -32 -31 Q {lean} -46 26 -33"), 2.6, gloss, 0.6)

    def _cap_strands(self) -> None:
        top = (GIRL_TOP if self.girl else GUY_TOP) + 6
        for number, x in enumerate((-40, -26, -12, 2, 16, 30, 42)):
            self._strand(f"M {x * 0.35} {top} Q {x * 1.05} -46 {x + 2 * self.fall[number]} -14")

    def _bows(self) -> None:
        for side in SIDES:
            x = side * 50
            for across in (-12, 12):
                wing = path(f"M {x} -28 L {x + across} -38 L {x + across} -18 Z")
                self.canvas.shape(wing, RIBBON, widest=2.6)
            self.canvas.fill(ellipse(x, -28, 3.6, 3.6), colour("#ff8c9a"))
