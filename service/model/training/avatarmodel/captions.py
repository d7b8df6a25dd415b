"""Captions as people might write them: whole, shuffled, shortened, in other words, with noise."""

import random
from dataclasses import dataclass

from avatarmodel.attributes import NAMES, PREFIX, SUFFIX, Attributes, caption, is_lora_tag, word
from avatarmodel.azurda import LORA_TAG, NEGATIVE
from avatarmodel.tokenizer import LENGTH, tokens_at_most
from avatarmodel.words import LINKS, OPENINGS, OTHERS, SYNONYMS

UNNAMED = -1

# A caption without a word for these says that they are absent, so that word is never left out.
ABSENT_UNLESS_NAMED = ("world", "hetero", "extra")

NAMELESS_SHARE = 0.1
WHOLE_SHARE = 0.5
TAGGED_SHARE = 0.1  # of the whole ones; our own engine takes tags out before the model sees them
ROOM = LENGTH - 2  # tokens between start and end

SYLLABLES = "ba do ke lu mi no pra quo ri sha te vi wu xan yo zel gro fin mar ost".split()
SEPARATORS = (" ", " ", ",", " | ", ". ")  # instead of a comma and a space


@dataclass(frozen=True)
class Style:
    """How a caption is written; by itself the vocabulary's words in the vocabulary's order."""

    shuffled: bool = False
    dropped_share: float = 0.0  # of the words that may be left out
    synonym_share: float = 0.0  # of the words that are kept
    others: int = 0  # phrases that name nothing
    sentence: bool = False  # words of a sentence between the vocabulary's
    separator: str = ", "
    prefix: bool = True  # in a sentence, its opening stands there
    suffix: bool = True


@dataclass(frozen=True)
class Piece:
    text: str
    needed: bool = True  # says something that the caption is held to
    link: bool = False  # leads to the next piece without a separator


def varied_caption(attributes: Attributes, rng: random.Random) -> tuple[str, Attributes]:
    """A caption and the attributes that it still names; the others are UNNAMED."""
    draw = rng.random()
    if draw < NAMELESS_SHARE:
        return nameless_caption(rng), dict.fromkeys(attributes, UNNAMED)
    if draw < NAMELESS_SHARE + WHOLE_SHARE:
        tagged = rng.random()
        whole = caption(attributes, keep_lora=tagged < TAGGED_SHARE)
        # Programs that cut a tag out of the text leave two commas side by side.
        return LORA_TAG.sub("", whole) if tagged < TAGGED_SHARE / 2 else whole, dict(attributes)
    return styled_caption(attributes, drawn_style(rng), rng)


def drawn_style(rng: random.Random) -> Style:
    """Shares are such that synonyms and phrases of no meaning each come in 15 % of all captions."""
    return Style(
        shuffled=rng.random() < 0.5,
        dropped_share=rng.choice((0.1, 0.3, 0.6, 0.9)) if rng.random() < 0.4 else 0.0,
        synonym_share=rng.choice((0.1, 0.3, 0.7)) if rng.random() < 0.4 else 0.0,
        others=rng.choice((1, 1, 2, 3, 5)) if rng.random() < 0.4 else 0,
        sentence=rng.random() < 0.2,
        separator=rng.choice(SEPARATORS) if rng.random() < 0.25 else ", ",
        prefix=rng.random() < 0.7,
        suffix=rng.random() < 0.7,
    )


def styled_caption(
    attributes: Attributes, style: Style, rng: random.Random
) -> tuple[str, Attributes]:
    """The caption that a style makes of attributes, and the attributes that it names."""
    names = list(NAMES)
    if style.shuffled:
        rng.shuffle(names)
    named = dict(attributes)
    for name in names:
        if name not in ABSENT_UNLESS_NAMED and rng.random() < style.dropped_share:
            named[name] = UNNAMED
    pieces = _pieces([name for name in names if named[name] != UNNAMED], named, style, rng)
    if style.sentence:
        pieces.insert(0, Piece(rng.choice(OPENINGS), needed=False, link=True))
    elif style.prefix:
        pieces.insert(0, Piece(PREFIX, needed=False))
    if style.suffix:
        pieces.append(Piece(SUFFIX, needed=False))
    for _ in range(style.others):
        pieces.insert(rng.randrange(len(pieces) + 1), Piece(_other_phrase(rng), needed=False))
    return _joined(pieces, style.separator, rng), named


def nameless_caption(rng: random.Random) -> str:
    """What guidance steers away from: nothing, the usual negative prompt, or a part of it."""
    draw = rng.random()
    if draw < 0.5:
        return ""
    if draw < 0.75:
        return NEGATIVE
    phrases = NEGATIVE.split(", ")
    return ", ".join(rng.sample(phrases, rng.randrange(1, len(phrases))))


def _pieces(names: list[str], named: Attributes, style: Style, rng: random.Random) -> list[Piece]:
    pieces = []
    for name in names:
        text = word(name, named[name])
        if not text or is_lora_tag(text):
            continue
        if style.sentence and rng.random() < 0.6:
            pieces.append(Piece(rng.choice(LINKS[name]), needed=False, link=True))
        if text in SYNONYMS and rng.random() < style.synonym_share:
            text = rng.choice(SYNONYMS[text])
        pieces.append(Piece(text))
    return pieces


def _other_phrase(rng: random.Random) -> str:
    """A usual phrase of no meaning here, or one or two words that nobody ever used."""
    if rng.random() < 0.5:
        return rng.choice(OTHERS)
    return " ".join(_made_up_word(rng) for _ in range(rng.choice((1, 1, 2))))


def _made_up_word(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randrange(3, 8)))
    return "".join(rng.choices(SYLLABLES, k=rng.randrange(2, 5)))


def _joined(pieces: list[Piece], separator: str, rng: random.Random) -> str:
    """The caption; what it can do without is left out as long as it would not fit the encoder."""
    pieces = list(pieces)
    while True:
        ends = [" " if piece.link else separator for piece in pieces[:-1]] + [""]
        text = "".join(p.text + end for p, end in zip(pieces, ends, strict=False))
        if tokens_at_most(text) <= ROOM:
            return text
        pieces.remove(rng.choice([piece for piece in pieces if not piece.needed]))
