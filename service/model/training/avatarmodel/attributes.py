"""What a picture can show: the words of the azurda vocabulary, and captions made of them."""

import random

Attributes = dict[str, int]

PREFIX = "headshot, portrait, masterpiece, best quality"
SUFFIX = "pants"

CHOICES: dict[str, list[str]] = {
    "gender": ["1girl", "1guy"],
    "hair": ["blonde", "brown hair", "red hair", "black hair"],
    "place": ["coffee shop", "landscape, outdoors"],
    "base": ["hoodie", "sweatsuit"],
    "world": ["<lora:cdi:1>", "breath of the wild", "genshin impact", "arknights"],
    "paint": ["watercolor", "matte painting"],
    "detail": ["highly detailed", "ornate", "thick lines", "3d render"],
    "cut": ["short hair", "long hair", "ponytail", "pigtails"],
    "mood": ["smile", "frown", "laughing", "angry"],
    "top": ["sweater", "tshirt", "suitjacket", "armor"],
    "eyes": ["blue eyes", "red eyes", "brown eyes", "hazel eyes"],
    "hetero": ["", "heterochromia"],
    "time": ["morning", "afternoon", "evening", "nighttime"],
    "extra": ["", "genshin"],
    "studio": ["vtuber", "anime", "studio ghibli", "cloverworks"],
}
NAMES = list(CHOICES)

# Rare words are drawn more often than a prompt draws them, or they would hardly be learned.
HETEROCHROMIA_SHARE = 0.3
EXTRA_SHARE = 0.4


def sample_attributes(rng: random.Random) -> Attributes:
    """Draws one value for each attribute."""
    attributes = {name: rng.randrange(len(words)) for name, words in CHOICES.items()}
    attributes["hetero"] = int(rng.random() < HETEROCHROMIA_SHARE)
    attributes["extra"] = int(rng.random() < EXTRA_SHARE)
    return attributes


def word(name: str, value: int) -> str:
    """The vocabulary's word for one attribute; empty when the value has no word."""
    return CHOICES[name][value]


def is_lora_tag(text: str) -> bool:
    return text.startswith("<lora")


def caption(attributes: Attributes, keep_lora: bool = True) -> str:
    """The whole prompt in the vocabulary's order, with or without its LoRA tags."""
    words = [word(name, attributes[name]) for name in NAMES]
    kept = [text for text in words if text and (keep_lora or not is_lora_tag(text))]
    return ", ".join([PREFIX, *kept, SUFFIX])
