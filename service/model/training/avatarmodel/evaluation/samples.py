"""What the folder is asked for, and the pictures that it draws then."""

import random
import time
from dataclasses import dataclass

import numpy as np

from avatarmodel.attributes import CHOICES, NAMES, Attributes, caption, sample_attributes
from avatarmodel.azurda import hash_of, prompt_of, seed_of, without_tags
from avatarmodel.drawing import FolderModel, Sampler

FIRST_ATTRIBUTE_SEED = 50_000_000
BATCH = 16
REPORT_EVERY = 320
TIMED_PICTURES = 12


@dataclass(frozen=True)
class Order:
    """One whole prompt as our engine hands it to the model, and what it names."""

    text: str
    seed: int
    attributes: Attributes


def random_orders(count: int) -> list[Order]:
    """Words as evenly drawn as those of renders, so that rare ones are asked for often enough."""
    orders = []
    for number in range(count):
        attributes = sample_attributes(random.Random(FIRST_ATTRIBUTE_SEED + number))
        orders.append(Order(caption(attributes, keep_lora=False), number, attributes))
    return orders


def hashed_orders(count: int) -> list[Order]:
    """Words as often as hashes name them: heterochromia and genshin once in sixteen times."""
    orders = []
    for number in range(count):
        digest = hash_of(f"{number}@example.com")
        prompt = prompt_of(digest)
        orders.append(Order(without_tags(prompt), seed_of(digest), named_attributes(prompt)))
    return orders


def named_attributes(prompt: str) -> Attributes:
    """What a whole prompt names; an attribute that it does not name has its value without word."""
    parts = f", {prompt}, "
    named = {}
    for name, words in CHOICES.items():
        found = [value for value, text in enumerate(words) if text and f", {text}, " in parts]
        named[name] = found[0] if found else words.index("")
    return named


def rows_of(orders: list[Order]) -> np.ndarray:
    """The attributes [orders, attributes]."""
    return np.array([[order.attributes[name] for name in NAMES] for order in orders])


def draw(model: FolderModel, orders: list[Order], negative: str, sampler: Sampler) -> np.ndarray:
    """Pictures [orders, 256, 256, 3] of bytes."""
    parts, done = [], 0
    started = time.monotonic()
    for first in range(0, len(orders), BATCH):
        batch = orders[first : first + BATCH]
        texts, seeds = [order.text for order in batch], [order.seed for order in batch]
        parts.append(model.draw(texts, negative, seeds, sampler))
        done += len(batch)
        if done % REPORT_EVERY == 0:
            print(f"drew {done} of {len(orders)} {time.monotonic() - started:.0f} s", flush=True)
    return np.concatenate(parts)


@dataclass(frozen=True)
class Seconds:
    """Medians over pictures drawn one at a time, with one thread."""

    wall: float
    processor: float  # what it would take if nothing else ran


def time_one(model: FolderModel, orders: list[Order], negative: str, sampler: Sampler) -> Seconds:
    """Times pictures one by one, after one that is not counted."""
    taken = []
    for order in orders[: 1 + TIMED_PICTURES]:
        wall, processor = time.perf_counter(), time.process_time()
        model.draw([order.text], negative, [order.seed], sampler)
        taken.append((time.perf_counter() - wall, time.process_time() - processor))
    wall, processor = np.median(taken[1:] or taken, axis=0)
    return Seconds(float(wall), float(processor))
