"""Tests of the figures' arithmetic against cases worked out by hand."""

import unittest

import numpy as np

from avatarmodel.evaluation.measures import (
    balanced_accuracy,
    confusion,
    frechet_distance,
    nearest,
    psnr,
    relative_frechet_distance,
)


class BalancedAccuracyTest(unittest.TestCase):
    def test_counts_given_down_and_read_across(self) -> None:
        counts = confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1]), 3)

        self.assertEqual(counts.tolist(), [[1, 1, 0], [0, 1, 0], [0, 1, 0]])

    def test_weighs_a_rare_value_like_a_frequent_one(self) -> None:
        # 90 of 90 and 5 of 10: 95 % of the pictures, but the mean of 100 % and 50 %.
        self.assertAlmostEqual(balanced_accuracy(np.array([[90, 0], [5, 5]])), 0.75)

    def test_gives_no_credit_for_always_answering_the_same(self) -> None:
        self.assertAlmostEqual(balanced_accuracy(np.array([[70, 0], [30, 0]])), 0.5)

    def test_leaves_out_values_that_were_never_given(self) -> None:
        self.assertAlmostEqual(
            balanced_accuracy(np.array([[3, 1, 0], [0, 0, 0], [0, 0, 4]])), 0.875
        )

    def test_refuses_to_judge_nothing(self) -> None:
        with self.assertRaises(ValueError):
            balanced_accuracy(np.zeros((2, 2), np.int64))


class FrechetDistanceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.generator = np.random.default_rng(1)

    def test_is_nothing_from_a_set_to_itself(self) -> None:
        features = self.generator.standard_normal((50, 4))

        self.assertAlmostEqual(frechet_distance(features, features), 0, places=6)

    def test_of_a_shift_is_its_squared_length(self) -> None:
        features = self.generator.standard_normal((50, 4))
        shift = np.array([3.0, 0, -4, 0])

        self.assertAlmostEqual(frechet_distance(features, features + shift), 25, places=6)

    def test_of_a_stretch_is_the_squared_difference_of_deviations(self) -> None:
        features = self.generator.standard_normal((50, 1))
        deviation = features.std(ddof=1)
        stretched = 3 * (features - features.mean()) + features.mean()

        distance = frechet_distance(features, stretched)

        self.assertAlmostEqual(distance, (2 * deviation) ** 2, places=6)

    def test_tells_turned_covariances_apart(self) -> None:
        # Deviations 1 and 3 along the axes, then along the axes exchanged: 2 (3 - 1)^2.
        corners = np.array([[1.0, 3], [1, -3], [-1, 3], [-1, -3]]) * np.sqrt(3 / 4)

        self.assertAlmostEqual(frechet_distance(corners, corners[:, ::-1]), 8, places=6)

    def test_holds_where_covariances_do_not_commute(self) -> None:
        # The trace of (AB)^1/2 from the eigenvalues of AB itself, which are real all the same.
        first = self.generator.standard_normal((60, 3)) @ np.array(
            [[2, 1, 0], [0, 1, 1], [0, 0, 3]]
        )
        second = self.generator.standard_normal((60, 3)) @ np.array(
            [[1, 0, 0], [2, 1, 0], [1, 1, 1]]
        )
        product = np.cov(first, rowvar=False) @ np.cov(second, rowvar=False)
        shared = np.sqrt(np.linalg.eigvals(product).real).sum()
        traces = np.trace(np.cov(first, rowvar=False)) + np.trace(np.cov(second, rowvar=False))
        means = np.square(first.mean(0) - second.mean(0)).sum()

        distance = frechet_distance(first, second)

        self.assertAlmostEqual(distance, means + traces - 2 * shared, places=6)

    def test_as_a_share_of_variance_does_not_change_with_the_unit(self) -> None:
        first = self.generator.standard_normal((50, 4))
        second = self.generator.standard_normal((50, 4)) + 1
        share = relative_frechet_distance(first, second)

        self.assertAlmostEqual(relative_frechet_distance(7 * first, 7 * second), share, places=6)
        self.assertAlmostEqual(share, frechet_distance(first, second) / np.trace(np.cov(second.T)))


class NearestTest(unittest.TestCase):
    def test_finds_the_index_and_the_root_mean_square(self) -> None:
        references = np.array([[0, 0], [100, 100], [200, 0]], np.uint8)

        indices, distances = nearest(np.array([[103, 104], [200, 0]], np.uint8), references)

        self.assertEqual(indices.tolist(), [1, 2])
        np.testing.assert_allclose(distances, [np.sqrt(12.5), 0], rtol=1e-6)

    def test_agrees_with_a_plain_search_over_several_parts(self) -> None:
        generator = np.random.default_rng(2)
        references = generator.integers(256, size=(2500, 12), dtype=np.uint8)
        queries = generator.integers(256, size=(40, 12), dtype=np.uint8)
        apart = queries[:, None].astype(np.float64) - references[None]
        plain = np.sqrt(np.square(apart).mean(2))

        indices, distances = nearest(queries, references)

        self.assertEqual(indices.tolist(), plain.argmin(1).tolist())
        np.testing.assert_allclose(distances, plain.min(1), rtol=1e-5)

    def test_finds_a_copy_at_no_distance(self) -> None:
        references = np.random.default_rng(3).integers(256, size=(1500, 3072), dtype=np.uint8)

        indices, distances = nearest(references[[1400, 3]], references)

        self.assertEqual(indices.tolist(), [1400, 3])
        self.assertEqual(distances.tolist(), [0, 0])


class PsnrTest(unittest.TestCase):
    def test_of_an_error_of_a_tenth_is_twenty_decibels(self) -> None:
        black = np.zeros((2, 4, 4, 3), np.float32)

        self.assertAlmostEqual(psnr(black + 25.5, black), 20, places=4)


if __name__ == "__main__":
    unittest.main()
