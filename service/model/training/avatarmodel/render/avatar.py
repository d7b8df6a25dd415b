"""One avatar from back to front."""

import random

import numpy as np

from avatarmodel.attributes import Attributes
from avatarmodel.render.accessories import draw_accessories
from avatarmodel.render.background import draw_background
from avatarmodel.render.body import BODY_SCALE, Body
from avatarmodel.render.canvas import WIDTH, Canvas, Style
from avatarmodel.render.face import draw_brows, draw_face
from avatarmodel.render.figure import WATERCOLOUR, Colours, Details, Figure, Pose
from avatarmodel.render.hair import Hair
from avatarmodel.render.overlay import draw_light, draw_overlay, draw_paper

SIZE = WIDTH


def render(attributes: Attributes, rng: random.Random, size: int = SIZE) -> np.ndarray:
    """Draws the attributes; what they leave open is drawn from rng. Bytes [size, size, 3]."""
    colours = Colours.draw(attributes, rng)
    canvas = Canvas(size, Style(attributes["detail"]), colours.ink)
    draw_background(canvas, attributes, rng)
    if attributes["paint"] == WATERCOLOUR:
        draw_paper(canvas, attributes, rng)
    pose = Pose.draw(rng)
    figure = Figure(attributes, colours, pose, Details.draw(rng))
    body = Body(canvas, figure)
    hair = Hair(canvas, figure)

    head = {"degrees": pose.tilt, "scale": (pose.scale * pose.width, pose.scale)}
    with canvas.placed(pose.x, pose.y, **head):
        hair.draw_behind_head()
    torso = {"scale": (BODY_SCALE, BODY_SCALE)}
    with canvas.placed(pose.x, 0, **torso):
        body.draw_behind_face()
    with canvas.placed(pose.x, pose.y, **head):
        draw_face(canvas, figure)
    with canvas.placed(pose.x, 0, **torso):
        body.draw_before_face()
    with canvas.placed(pose.x, pose.y, **head):
        hair.draw_before_head()
        draw_brows(canvas, figure)
        draw_accessories(canvas, figure)
    draw_light(canvas, attributes)
    draw_overlay(canvas, attributes, rng)
    return canvas.pixels()
