"""The face. The origin is the middle of the head."""

from avatarmodel.render.canvas import Canvas
from avatarmodel.render.eyes import draw_eye
from avatarmodel.render.figure import (
    ANGRY,
    ANIME,
    ELF,
    FROWN,
    LAUGHING,
    SMILE,
    Figure,
)
from avatarmodel.render.palette import EYES, WHITE, colour, dark, mix
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path, rectangle

LIPS = colour("#8c2434")
RED_EYES = 1

# By studio: how strongly cheeks glow, and how large eyes are.
BLUSH = (0.4, 0.3, 0.6, 0.45)
EYE_SIZE = (1.2, 1.05, 0.74, 1.05)

# By mood: height of the brows' inner and outer ends, and how far their middle is raised.
BROWS = {SMILE: (-12, -11, 4), FROWN: (-13.5, -6, 1), LAUGHING: (-15, -12, 4), ANGRY: (-1, -12, 1)}


def draw_face(canvas: Canvas, figure: Figure) -> None:
    if figure.value("world") == ELF:
        _draw_long_ears(canvas, figure)
    else:
        for side in SIDES:
            canvas.shape(ellipse(side * 47, 10, 8, 11), dark(figure.colours.skin, 0.05))
    _draw_head(canvas, figure)
    size = EYE_SIZE[figure.value("studio")]
    for side in SIDES:
        draw_eye(canvas, figure, side, size * (1.0 if figure.girl else 0.92), _iris(figure, side))
    _draw_brows(canvas, figure, raised=7 * (size - 0.74))
    _draw_nose(canvas, figure)
    _draw_mouth(canvas, figure.value("mood"))
    if figure.value("studio") == ANIME:
        _draw_blush_strokes(canvas)


def _iris(figure: Figure, side: int) -> tuple[float, float, float]:
    """The colour of an eye; with heterochromia the right one takes another."""
    eyes = figure.value("eyes")
    if figure.value("hetero") and side > 0:
        eyes = 0 if eyes == RED_EYES else (eyes + 2) % len(EYES)
    return EYES[eyes]


def _draw_long_ears(canvas: Canvas, figure: Figure) -> None:
    skin = figure.colours.skin
    ear = path("M 42 -2 C 56 -14 70 -18 84 -20 C 76 0 62 16 44 22 Z")
    inside = path("M 50 2 Q 62 -8 74 -13 Q 64 4 52 12 Z")
    for side in SIDES:
        canvas.shape(mirrored(ear, side), skin)
        canvas.fill(mirrored(inside, side), mix(skin, colour("#e0705a"), 0.4))


def _draw_head(canvas: Canvas, figure: Figure) -> None:
    skin = figure.colours.skin
    jaw = 0 if figure.girl else 9
    head = path(
        f"M -47 -10 C -48 18 {-36 - jaw} 37 {-13 - jaw} 51 Q 0 {58 + jaw * 0.2} {13 + jaw} 51 "
        f"C {36 + jaw} 37 48 18 47 -10 C 47 -62 -47 -62 -47 -10 Z"
    )
    canvas.shape(head, skin)
    with canvas.clipped(head):
        if not canvas.style.solid:
            shadow = path("M -60 -70 L 60 -70 L 60 -6 Q 0 -16 -60 -6 Z")
            canvas.fill(shadow, dark(skin, 0.2))
        blush = colour("#f03030") if figure.value("mood") == ANGRY else colour("#ff6f6f")
        strength = BLUSH[figure.value("studio")]
        for side in SIDES:
            canvas.glow(ellipse(side * 30, 29, 12, 8), blush, strength, side * 30, 29, 11)


def _draw_brows(canvas: Canvas, figure: Figure, raised: float) -> None:
    inner, outer, middle = BROWS[figure.value("mood")]
    width = (3.0 if figure.girl else 4.6) + (1.2 if canvas.style.thick else 0)
    shade = dark(figure.colours.hair, 0.45)
    brow = path(
        f"M 11 {inner - raised} Q 22 {(inner + outer) / 2 - middle - raised} 33 {outer - raised}"
    )
    for side in SIDES:
        canvas.line(mirrored(brow, side), width, shade)


def _draw_nose(canvas: Canvas, figure: Figure) -> None:
    nose = path("M -1 23 Q 2.5 26 -1 27.5" if figure.girl else "M -2 18 Q 4 26 -2 27.5")
    canvas.line(nose, 2.0, dark(figure.colours.skin, 0.45))


def _draw_mouth(canvas: Canvas, mood: int) -> None:
    outline = canvas.style.outline
    width = max(2.4, outline * 0.9) + 0.4
    if mood == SMILE:
        canvas.line(path("M -12 35 Q 0 45 12 35"), width, LIPS)
    elif mood == FROWN:
        canvas.line(path("M -10 43 Q 0 33 10 43"), width, LIPS)
    elif mood == LAUGHING:
        mouth = path("M -15 32 Q 0 36 15 32 Q 13 50 0 50 Q -13 50 -15 32 Z")
        canvas.fill(mouth, LIPS)
        with canvas.clipped(mouth):
            canvas.fill(ellipse(0, 50, 9, 6), colour("#f07a7a"))
            canvas.fill(rectangle(-16, 30, 16, 37), WHITE)
        canvas.line(mouth, max(1.6, outline * 0.7), dark(LIPS, 0.4))
    else:
        _draw_bared_teeth(canvas)


def _draw_bared_teeth(canvas: Canvas) -> None:
    mouth = path("M -11 44 L -8 35 Q 0 33 8 35 L 11 44 Q 0 41 -11 44 Z")
    canvas.fill(mouth, WHITE)
    canvas.line(mouth, max(2.0, canvas.style.outline * 0.8), LIPS)
    canvas.line(path("M -9 39.5 L 9 39.5"), 1.6, LIPS)
    anger = colour("#d81f2a")
    canvas.line(path("M 28 -22 Q 33 -20 33 -26"), 2.4, anger)
    canvas.line(path("M 42 -22 Q 37 -20 37 -26"), 2.4, anger)


def _draw_blush_strokes(canvas: Canvas) -> None:
    for side in SIDES:
        for across in (-5, 0, 5):
            middle = side * 30 + across
            stroke = path(f"M {middle + 1.5} 26 L {middle - 1.5} 31")
            canvas.line(stroke, 1.6, colour("#e0484c"), 0.8)
