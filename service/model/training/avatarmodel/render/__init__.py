"""Draws avatars by program, so that every word of the vocabulary has an effect that is seen."""

from avatarmodel.render.avatar import SIZE, render

__all__ = ["SIZE", "render"]
