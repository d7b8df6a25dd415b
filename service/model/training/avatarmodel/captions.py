"""Captions as people might write them: whole, shuffled, shortened or empty."""

import random

from avatarmodel.attributes import (
    NAMES,
    PREFIX,
    SUFFIX,
    Attributes,
    caption,
    is_lora_tag,
    word,
)

UNNAMED = -1

EMPTY_SHARE = 0.08
WHOLE_SHARE = 0.62
# Of the rest, the first half is shuffled and the last two thirds lose words; they overlap.
SHUFFLED_BELOW = 0.85
SHORTENED_ABOVE = 0.80


def varied_caption(attributes: Attributes, rng: random.Random) -> tuple[str, Attributes]:
    """A caption and the attributes that it still names; the others are UNNAMED."""
    draw = rng.random()
    if draw < EMPTY_SHARE:
        return "", dict.fromkeys(attributes, UNNAMED)
    if draw < EMPTY_SHARE + WHOLE_SHARE:
        return caption(attributes, keep_lora=rng.random() < 0.5), dict(attributes)

    names = list(NAMES)
    if draw < SHUFFLED_BELOW:
        rng.shuffle(names)
    named = dict(attributes)
    if draw > SHORTENED_ABOVE:
        dropped_share = rng.choice((0.1, 0.3, 0.7))
        for name in names:
            if rng.random() < dropped_share:
                named[name] = UNNAMED
    return _joined(names, named, rng), named


def _joined(names: list[str], named: Attributes, rng: random.Random) -> str:
    parts = [PREFIX] if rng.random() < 0.7 else []
    for name in names:
        if named[name] == UNNAMED:
            continue
        text = word(name, named[name])
        if text and not (is_lora_tag(text) and rng.random() < 0.5):
            parts.append(text)
    if rng.random() < 0.7:
        parts.append(SUFFIX)
    return ", ".join(parts)
