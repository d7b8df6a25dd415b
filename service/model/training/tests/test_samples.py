"""Tests of what the evaluation asks for and compares, without model or judge."""

import random

import numpy as np
import pytest

from avatarmodel.attributes import caption, sample_attributes
from avatarmodel.azurda import prompt_of
from avatarmodel.evaluation.memorising import nearer_than_usual
from avatarmodel.evaluation.reducing import reduced
from avatarmodel.evaluation.samples import hashed_orders, named_attributes, random_orders


@pytest.mark.parametrize("seed", range(50))
def test_every_attribute_is_read_back_from_a_whole_prompt(seed: int) -> None:
    attributes = sample_attributes(random.Random(seed))

    assert named_attributes(caption(attributes)) == attributes


def test_genshin_is_not_the_world_of_that_name() -> None:
    named = named_attributes(prompt_of("000080000000010"))

    assert (named["world"], named["extra"]) == (2, 0)


@pytest.mark.parametrize("name", ["hetero", "extra"])
def test_one_hash_in_sixteen_names_rare_words(name: str) -> None:
    share = np.mean([order.attributes[name] for order in hashed_orders(3200)])

    assert share == pytest.approx(1 / 16, abs=0.02)


def test_no_text_holds_a_lora_tag() -> None:
    assert not any("<lora" in order.text for order in random_orders(100) + hashed_orders(100))


def test_pictures_are_reduced_by_the_means_of_blocks() -> None:
    image = np.array([[0, 10, 200, 200], [20, 30, 200, 201]], np.uint8)
    image = np.concatenate([image, image + 1])[None, ..., None].repeat(3, 3)

    assert reduced(image, 2)[0, ..., 0].tolist() == [[15, 200], [16, 201]]


def test_one_in_a_hundred_is_near_when_nothing_is_copied() -> None:
    usual = np.arange(1000.0)

    assert nearer_than_usual(usual, usual) == pytest.approx((9.99, 0.01))


def test_copies_are_near() -> None:
    distances = np.array([0.0, 0, 500, 500])

    assert nearer_than_usual(distances, np.arange(1000.0))[1] == pytest.approx(0.5)
