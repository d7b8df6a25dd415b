"""Tests of what the evaluation asks for and compares, without model or judge."""

import random
import unittest

import numpy as np

from avatarmodel.attributes import caption, sample_attributes
from avatarmodel.azurda import prompt_of
from avatarmodel.evaluation.memorising import nearer_than_usual
from avatarmodel.evaluation.reducing import reduced
from avatarmodel.evaluation.samples import (
    hashed_orders,
    named_attributes,
    random_orders,
)


class OrdersTest(unittest.TestCase):
    def test_reads_every_attribute_back_from_a_whole_prompt(self) -> None:
        for seed in range(200):
            attributes = sample_attributes(random.Random(seed))
            self.assertEqual(named_attributes(caption(attributes)), attributes)

    def test_knows_genshin_from_the_world_of_that_name(self) -> None:
        digits = {"world": "8", "extra": "1"}  # genshin impact, and no genshin besides

        named = named_attributes(
            prompt_of("0000" + digits["world"] + "0" * 8 + digits["extra"] + "0")
        )

        self.assertEqual((named["world"], named["extra"]), (2, 0))

    def test_names_rare_words_once_in_sixteen_hashes(self) -> None:
        orders = hashed_orders(3200)

        for name in ("hetero", "extra"):
            self.assertAlmostEqual(
                np.mean([order.attributes[name] for order in orders]), 1 / 16, delta=0.02
            )

    def test_leaves_lora_tags_out_of_every_text(self) -> None:
        for order in random_orders(100) + hashed_orders(100):
            self.assertNotIn("<lora", order.text)


class ComparedPicturesTest(unittest.TestCase):
    def test_reduces_by_the_means_of_blocks(self) -> None:
        image = np.array([[0, 10, 200, 200], [20, 30, 200, 201]], np.uint8)
        image = np.concatenate([image, image + 1])[None, ..., None].repeat(3, 3)

        small = reduced(image, 2)

        self.assertEqual(small[0, ..., 0].tolist(), [[15, 200], [16, 201]])

    def test_expects_one_in_a_hundred_near_when_nothing_is_copied(self) -> None:
        usual = np.arange(1000.0)

        near, share = nearer_than_usual(usual, usual)

        self.assertAlmostEqual(near, 9.99)
        self.assertAlmostEqual(share, 0.01)

    def test_counts_copies_as_near(self) -> None:
        distances = np.array([0.0, 0, 500, 500])

        self.assertAlmostEqual(nearer_than_usual(distances, np.arange(1000.0))[1], 0.5)


if __name__ == "__main__":
    unittest.main()
