"""Shapes, written as SVG path data with the commands M, L, C, Q and Z."""

import math

import skia

SIDES = (-1, 1)  # of a face, left one first


def path(data: str) -> skia.Path:
    """The path of `M x y L x y C x y x y x y Q x y x y Z`, everything separated by blanks."""
    result = skia.Path()
    draw = {"M": result.moveTo, "L": result.lineTo, "C": result.cubicTo, "Q": result.quadTo}
    command = ""
    numbers: list[float] = []
    for token in [*data.split(), "Z"]:
        if token.isalpha():
            if command in draw:
                draw[command](*numbers)
            elif command == "Z":
                result.close()
            command = token
            numbers = []
        else:
            numbers.append(float(token))
    return result


def ellipse(x: float, y: float, half_width: float, half_height: float) -> skia.Path:
    bounds = skia.Rect(x - half_width, y - half_height, x + half_width, y + half_height)
    return skia.Path().addOval(bounds)


def rectangle(left: float, top: float, right: float, bottom: float) -> skia.Path:
    return skia.Path().addRect(skia.Rect(left, top, right, bottom))


def star(x: float, y: float, radius: float, waist: float = 0.28) -> skia.Path:
    """A star of four points; the waist is the inner radius as a share of the outer."""
    points = []
    for corner in range(8):
        angle = corner * math.pi / 4 - math.pi / 2
        reach = radius if corner % 2 == 0 else radius * waist
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    result = skia.Path()
    result.moveTo(*points[0])
    for point in points[1:]:
        result.lineTo(*point)
    result.close()
    return result


def mirrored(shape: skia.Path, side: int) -> skia.Path:
    """The shape itself on side 1, its mirror image about x = 0 on side -1."""
    if side > 0:
        return shape
    copy = skia.Path(shape)
    copy.transform(skia.Matrix.Scale(-1, 1))
    return copy


def turned(shape: skia.Path, degrees: float, x: float, y: float) -> skia.Path:
    """The shape, turned about the origin and then moved."""
    copy = skia.Path(shape)
    matrix = skia.Matrix()
    matrix.setRotate(degrees)
    copy.transform(matrix)
    copy.offset(x, y)
    return copy
