"""What everything is drawn with: fills, lines and outlined shapes in the style of one picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import skia

from avatarmodel.render.palette import Colour, dark, light

FINE, ORNATE, THICK, SOLID = range(4)  # values of the attribute "detail"
OUTLINES = (1.9, 2.3, 4.6, 0.0)  # widths of those
WIDTH = 256  # of the coordinates, whatever the picture's size


def packed(colour: Colour, alpha: float) -> int:
    channels = (max(0, min(255, round(value))) for value in colour)
    return skia.Color(*channels, int(255 * alpha))


def linear(
    start: tuple[float, float],
    end: tuple[float, float],
    colours: tuple[Colour, Colour],
    alphas: tuple[float, float] = (1.0, 1.0),
) -> skia.Shader:
    ends = [packed(colour, alpha) for colour, alpha in zip(colours, alphas, strict=True)]
    return skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], ends)


def radial(
    x: float,
    y: float,
    radius: float,
    colours: tuple[Colour, Colour],
    alphas: tuple[float, float] = (1.0, 1.0),
) -> skia.Shader:
    ends = [packed(colour, alpha) for colour, alpha in zip(colours, alphas, strict=True)]
    return skia.GradientShader.MakeRadial(skia.Point(x, y), radius, ends)


@dataclass(frozen=True)
class Style:
    """How a picture is drawn, by its attribute "detail"."""

    detail: int

    @property
    def outline(self) -> float:
        return OUTLINES[self.detail]

    @property
    def fine(self) -> bool:
        return self.detail == FINE

    @property
    def ornate(self) -> bool:
        return self.detail == ORNATE

    @property
    def thick(self) -> bool:
        return self.detail == THICK

    @property
    def solid(self) -> bool:
        """Whether shapes are shaded like bodies instead of outlined."""
        return self.detail == SOLID


class Canvas:
    def __init__(self, size: int, style: Style, ink: Colour) -> None:
        self.style = style
        self.ink = ink
        self._surface = skia.Surface(size, size)
        self._canvas = self._surface.getCanvas()
        self._canvas.scale(size / WIDTH, size / WIDTH)

    def fill(
        self,
        shape: skia.Path,
        colour: Colour,
        alpha: float = 1.0,
        shader: skia.Shader | None = None,
    ) -> None:
        paint = skia.Paint(AntiAlias=True, Color=packed(colour, alpha))
        if shader is not None:
            paint.setShader(shader)
        self._canvas.drawPath(shape, paint)

    def glow(
        self, shape: skia.Path, colour: Colour, alpha: float, x: float, y: float, radius: float
    ) -> None:
        """Fills with a colour that fades to nothing at the radius."""
        self.fill(shape, colour, shader=radial(x, y, radius, (colour, colour), (alpha, 0)))

    def line(
        self, shape: skia.Path, width: float, colour: Colour | None = None, alpha: float = 1.0
    ) -> None:
        paint = skia.Paint(
            AntiAlias=True,
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width,
            Color=packed(colour or self.ink, alpha),
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeJoin=skia.Paint.kRound_Join,
        )
        self._canvas.drawPath(shape, paint)

    def shape(self, shape: skia.Path, colour: Colour, widest: float = 9.0) -> None:
        """One object: filled, then shaded or outlined as the style says."""
        self.plain(shape, colour)
        if not self.style.solid:
            outline = self.ink if self.style.thick else dark(colour, 0.72)
            self.line(shape, min(self.style.outline, widest), outline)

    def plain(self, shape: skia.Path, colour: Colour) -> None:
        """An object without outline."""
        self.fill(shape, colour)
        if self.style.solid:
            bounds = shape.getBounds()
            x = bounds.left() + bounds.width() * 0.36
            y = bounds.top() + bounds.height() * 0.28
            radius = max(bounds.width(), bounds.height()) * 0.85
            shades = (light(colour, 0.24), dark(colour, 0.34))
            self.fill(shape, colour, shader=radial(x, y, radius, shades))

    @contextmanager
    def clipped(self, shape: skia.Path) -> Iterator[None]:
        """Draws only inside the shape."""
        self._canvas.save()
        self._canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        yield
        self._canvas.restore()

    @contextmanager
    def placed(
        self,
        x: float,
        y: float,
        degrees: float = 0.0,
        scale: tuple[float, float] = (1.0, 1.0),
    ) -> Iterator[None]:
        """Draws with the origin at a place, turned and scaled about it."""
        self._canvas.save()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        self._canvas.scale(*scale)
        yield
        self._canvas.restore()

    def pixels(self) -> np.ndarray:
        """The picture so far as bytes [size, size, 3]."""
        image = self._surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
        return np.ascontiguousarray(image[..., :3])
