"""The azurda vocabulary: from a hash to prompt, negative prompt and seed.

A second writing of the rule that the Java module `vocabulary` owns, for tests that compare both.
"""

import hashlib
import re

from avatarmodel.attributes import CHOICES, PREFIX, SUFFIX

NEGATIVE = (
    "person in distance, worst quality, low quality, medium quality, deleted, lowres, comic, "
    "bad anatomy, bad hands, text, error, missing fingers, extra digit, fewer digits, cropped, "
    "jpeg artifacts, signature, watermark, username, blurry"
)
EXTRA_WORDS = "<lora:genshin:1>, genshin"
LORA_TAG = re.compile(r"<lora:[^>]*>")


def hash_of(address: str) -> str:
    """The md5 of an e-mail address, as Gravatar computes it."""
    return hashlib.md5(address.strip().lower().encode()).hexdigest()


def prompt_of(digest: str) -> str:
    """The prompt with its LoRA tags, as it is shown and sent to other engines."""
    words = []
    for digit, (name, choices) in zip(digest, CHOICES.items(), strict=False):
        value = int(digit, 16)
        if name == "hetero":
            words.append(choices[value == 0])
        elif name == "extra":
            words.append(EXTRA_WORDS if value == 0 else "")
        elif len(choices) == 2:
            words.append(choices[0 if 1 <= value <= 5 else 1])
        else:
            words.append(choices[value // 4])
    return ", ".join([PREFIX, *(word for word in words if word), SUFFIX])


def seed_of(digest: str) -> int:
    """Eight digits as an unsigned number; the last digit of the hash is left out."""
    return int(digest[-9:-1], 16)


def without_tags(prompt: str) -> str:
    """The prompt as our own engine reads it: parts that are only a LoRA tag are left out."""
    parts = [LORA_TAG.sub("", part).strip() for part in prompt.split(",")]
    return ", ".join(part for part in parts if part)
