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
from avatarmodel.render.palette import EYES, PAPER, WHITE, Colour, colour, dark, light, mix
from avatarmodel.render.paths import SIDES, ellipse, mirrored, path, rectangle

LIPS = colour("#a3253b")
RED_EYES = 1

# By studio: how strongly cheeks glow, and how large eyes are.
BLUSH = (0.5, 0.4, 0.65, 0.5)
EYE_SIZE = (1.14, 1.04, 0.78, 1.04)

# By mood: height of the brows' inner and outer ends, and how far their middle is raised.
BROWS = {SMILE: (-13, -12, 4), FROWN: (-17, -7, 1), LAUGHING: (-17, -13, 4), ANGRY: (-2, -14, 1)}


def draw_face(canvas: Canvas, figure: Figure) -> None:
    if figure.value("world") == ELF:
        _draw_long_ears(canvas, figure)
    else:
        _draw_ears(canvas, figure)
    _draw_head(canvas, figure)
    if figure.details.freckles:
        _draw_freckles(canvas, figure.colours.skin)
    size = EYE_SIZE[figure.value("studio")]
    for side in SIDES:
        draw_eye(canvas, figure, side, size * (1.0 if figure.girl else 0.94), _iris(figure, side))
    _draw_nose(canvas, figure)
    _draw_mouth(canvas, figure)
    if figure.value("mood") == FROWN:
        _draw_tear(canvas, figure.pose.side)
    if figure.details.mole:
        x = figure.pose.side * 14
        canvas.fill(ellipse(x, 43, 1.7, 1.7), dark(figure.colours.skin, 0.65))
    if figure.value("studio") == ANIME:
        _draw_blush_strokes(canvas)


def _iris(figure: Figure, side: int) -> Colour:
    """The colour of an eye; with heterochromia the right one takes another."""
    eyes = figure.value("eyes")
    if figure.value("hetero") and side > 0:
        eyes = 0 if eyes == RED_EYES else (eyes + 2) % len(EYES)
    return EYES[eyes]


def _draw_ears(canvas: Canvas, figure: Figure) -> None:
    skin = figure.colours.skin
    for side in SIDES:
        canvas.shape(ellipse(side * 49, 12, 8, 11), skin)
        canvas.line(path(f"M {side * 52} 8 Q {side * 47} 11 {side * 50} 17"), 1.8, dark(skin, 0.4))


def _draw_long_ears(canvas: Canvas, figure: Figure) -> None:
    skin = figure.colours.skin
    ear = path("M 42 0 C 56 -14 72 -20 90 -24 C 82 0 66 18 44 24 Z")
    inside = path("M 52 4 Q 64 -9 79 -16 Q 68 4 54 13 Z")
    for side in SIDES:
        canvas.shape(mirrored(ear, side), skin)
        canvas.fill(mirrored(inside, side), mix(skin, colour("#e0705a"), 0.4))


def _draw_head(canvas: Canvas, figure: Figure) -> None:
    skin = figure.colours.skin
    jaw = (2 if figure.girl else 9) + 4 * figure.pose.jaw
    chin = 56 if figure.girl else 58
    head = path(
        f"M -49 -10 C -50 20 {-36 - jaw} 38 {-13 - jaw} {chin - 6} Q 0 {chin + 2 + jaw * 0.2} "
        f"{13 + jaw} {chin - 6} C {36 + jaw} 38 50 20 49 -10 C 49 -62 -49 -62 -49 -10 Z"
    )
    canvas.shape(head, skin)
    with canvas.clipped(head):
        if not canvas.style.solid:
            fringe = path("M -60 -70 L 60 -70 L 60 -5 Q 0 -14 -60 -5 Z")
            canvas.fill(fringe, _shaded(skin))
            cheek = path(f"M 50 -20 Q 46 24 {6 + jaw} {chin + 6} L 60 {chin + 6} L 60 -20 Z")
            canvas.fill(mirrored(cheek, -figure.pose.side), _shaded(skin), 0.55)
        angry = figure.value("mood") == ANGRY
        blush = mix(colour("#f02c34") if angry else colour("#ff6a6e"), skin, 0.12)
        strength = 0.75 if angry else BLUSH[figure.value("studio")]
        for side in SIDES:
            canvas.glow(ellipse(side * 32, 30, 13, 9), blush, strength, side * 32, 30, 13)


def _shaded(skin: Colour) -> Colour:
    """Skin in the shadow: darker and warmer."""
    return mix(dark(skin, 0.16), colour("#b04030"), 0.12)


def _draw_freckles(canvas: Canvas, skin: Colour) -> None:
    for side in SIDES:
        for across, down in ((20, 29), (26, 26), (26, 33), (33, 28), (34, 34)):
            canvas.fill(ellipse(side * across, down, 1.4, 1.4), dark(skin, 0.45), 0.9)


def draw_brows(canvas: Canvas, figure: Figure) -> None:
    """Brows and the mark of anger: over the hair, as comics do, since they tell the mood."""
    raised = 9 * (EYE_SIZE[figure.value("studio")] - 0.78)
    inner, outer, middle = BROWS[figure.value("mood")]
    width = (3.2 if figure.girl else 5.2) + (1.0 if canvas.style.thick else 0)
    shade = dark(figure.colours.hair, 0.5)
    brow = path(
        f"M 12 {inner - raised} Q 23 {(inner + outer) / 2 - middle - raised} 35 {outer - raised}"
    )
    for side in SIDES:
        canvas.line(mirrored(brow, side), width, shade)
    if figure.value("mood") == ANGRY:
        _draw_anger(canvas, -figure.pose.side)


def _draw_nose(canvas: Canvas, figure: Figure) -> None:
    side = figure.pose.side
    shade = mix(dark(figure.colours.skin, 0.4), colour("#b04030"), 0.2)
    nose = path("M -2 25 Q 2 28 3 24" if figure.girl else "M -2 17 Q 6 26 -2 28")
    canvas.line(mirrored(nose, side), 2.2, shade)


def _draw_mouth(canvas: Canvas, figure: Figure) -> None:
    mood = figure.value("mood")
    width = max(2.8, canvas.style.outline * 0.8)
    lips = mix(LIPS, dark(figure.colours.skin, 0.6), 0.35)
    if mood == SMILE:
        canvas.line(path("M -11 37 Q 0 47 11 37"), width, lips)
    elif mood == FROWN:
        canvas.line(path("M -9 44 Q 0 36 9 44"), width, lips)
    elif mood == LAUGHING:
        mouth = path("M -15 33 Q 0 37 15 33 Q 13 51 0 51 Q -13 51 -15 33 Z")
        canvas.fill(mouth, colour("#7c1c33"))
        with canvas.clipped(mouth):
            canvas.fill(ellipse(0, 51, 9, 6.5), colour("#f2777c"))
            canvas.fill(rectangle(-16, 30, 16, 38.5), WHITE)
        canvas.line(mouth, width * 0.75, dark(lips, 0.3))
    else:
        canvas.line(path("M -9 43 L -4 40 Q 0 38.5 4 40 L 9 43"), width + 0.4, lips)


def _draw_anger(canvas: Canvas, side: int) -> None:
    """The mark that comics draw on a temple."""
    for width, shade in ((6.6, PAPER), (3.4, colour("#e0212f"))):
        for right in SIDES:
            for down in SIDES:
                x, y = side * 36 + 2.8 * right, -38 + 2.8 * down
                corner = path(f"M {x} {y + 7 * down} Q {x} {y} {x + 7 * right} {y}")
                canvas.line(corner, width, shade)


def _draw_tear(canvas: Canvas, side: int) -> None:
    tear = path("M 30 24 C 37 33 37 41 30 41 C 23 41 23 33 30 24 Z")
    canvas.shape(mirrored(tear, side), colour("#8fd8fb"), widest=1.8)
    canvas.fill(ellipse(side * 30 - 2, 36, 1.7, 2.4), light(WHITE, 0))


def _draw_blush_strokes(canvas: Canvas) -> None:
    for side in SIDES:
        for across in (-6, 0, 6):
            middle = side * 33 + across
            stroke = path(f"M {middle + 2} 27 L {middle - 2} 33")
            canvas.line(stroke, 2.0, colour("#e0484c"), 0.85)
