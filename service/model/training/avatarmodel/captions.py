"""Captions as people might write them: whole, shuffled, shortened, or naming nothing."""

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
from avatarmodel.azurda import LORA_TAG, NEGATIVE

UNNAMED = -1

NAMELESS_SHARE = 0.1
WHOLE_SHARE = 0.6
# Of the rest, the first half is shuffled and the last two thirds lose words; they overlap.
SHUFFLED_BELOW = 0.85
SHORTENED_ABOVE = 0.80


def varied_caption(attributes: Attributes, rng: random.Random) -> tuple[str, Attributes]:
    """A caption and the attributes that it still names; the others are UNNAMED."""
    draw = rng.random()
    if draw < NAMELESS_SHARE:
        return nameless_caption(rng), dict.fromkeys(attributes, UNNAMED)
    if draw < NAMELESS_SHARE + WHOLE_SHARE:
        whole = caption(attributes, keep_lora=rng.random() < 0.6)
        # Programs that cut a tag out of the text leave two commas side by side.
        return LORA_TAG.sub("", whole) if rng.random() < 0.2 else whole, dict(attributes)

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


def nameless_caption(rng: random.Random) -> str:
    """What guidance steers away from: nothing, the usual negative prompt, or a part of it."""
    draw = rng.random()
    if draw < 0.5:
        return ""
    if draw < 0.75:
        return NEGATIVE
    phrases = NEGATIVE.split(", ")
    return ", ".join(rng.sample(phrases, rng.randrange(1, len(phrases))))


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
