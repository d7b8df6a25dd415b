"""Tests of the figures' arithmetic against cases worked out by hand."""

import numpy as np
import pytest

from avatarmodel.evaluation.measures import (
    balanced_accuracy,
    confusion,
    frechet_distance,
    nearest,
    psnr,
    relative_frechet_distance,
)


@pytest.fixture
def generator() -> np.random.Generator:
    return np.random.default_rng(1)


def test_confusion_counts_given_down_and_read_across() -> None:
    counts = confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1]), 3)

    assert counts.tolist() == [[1, 1, 0], [0, 1, 0], [0, 1, 0]]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([[90, 0], [5, 5]], 0.75, id="a rare value weighs like a frequent one"),
        pytest.param([[70, 0], [30, 0]], 0.5, id="no credit for always answering the same"),
        pytest.param([[3, 1, 0], [0, 0, 0], [0, 0, 4]], 0.875, id="a value that was never given"),
    ],
)
def test_balanced_accuracy(counts: list[list[int]], expected: float) -> None:
    assert balanced_accuracy(np.array(counts)) == pytest.approx(expected)


def test_balanced_accuracy_refuses_to_judge_nothing() -> None:
    with pytest.raises(ValueError, match="nothing was given"):
        balanced_accuracy(np.zeros((2, 2), np.int64))


def test_frechet_is_nothing_from_a_set_to_itself(generator: np.random.Generator) -> None:
    features = generator.standard_normal((50, 4))

    assert frechet_distance(features, features) == pytest.approx(0, abs=1e-6)


def test_frechet_of_a_shift_is_its_squared_length(generator: np.random.Generator) -> None:
    features = generator.standard_normal((50, 4))

    assert frechet_distance(features, features + np.array([3.0, 0, -4, 0])) == pytest.approx(25)


def test_frechet_of_a_stretch_is_the_squared_difference_of_deviations(
    generator: np.random.Generator,
) -> None:
    features = generator.standard_normal((50, 1))
    stretched = 3 * (features - features.mean()) + features.mean()

    expected = (2 * features.std(ddof=1)) ** 2

    assert frechet_distance(features, stretched) == pytest.approx(expected)


def test_frechet_tells_exchanged_axes_apart() -> None:
    # Deviations 1 and 3 along the axes, then 3 and 1: 2 (3 - 1)^2.
    corners = np.array([[1.0, 3], [1, -3], [-1, 3], [-1, -3]]) * np.sqrt(3 / 4)

    assert frechet_distance(corners, corners[:, ::-1]) == pytest.approx(8)


def test_frechet_holds_where_covariances_do_not_commute(generator: np.random.Generator) -> None:
    first = generator.standard_normal((60, 3)) @ np.array([[2, 1, 0], [0, 1, 1], [0, 0, 3]])
    second = generator.standard_normal((60, 3)) @ np.array([[1, 0, 0], [2, 1, 0], [1, 1, 1]])
    covariances = [np.cov(features, rowvar=False) for features in (first, second)]
    # The eigenvalues of the product itself are real too, though it is not symmetric.
    shared = np.sqrt(np.linalg.eigvals(covariances[0] @ covariances[1]).real).sum()
    means = np.square(first.mean(0) - second.mean(0)).sum()
    expected = means + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * shared

    assert frechet_distance(first, second) == pytest.approx(expected)


def test_relative_frechet_does_not_change_with_the_unit(generator: np.random.Generator) -> None:
    first = generator.standard_normal((50, 4))
    second = generator.standard_normal((50, 4)) + 1
    share = relative_frechet_distance(first, second)

    assert relative_frechet_distance(7 * first, 7 * second) == pytest.approx(share)
    assert share == pytest.approx(frechet_distance(first, second) / np.trace(np.cov(second.T)))


def test_nearest_finds_the_index_and_the_root_mean_square() -> None:
    references = np.array([[0, 0], [100, 100], [200, 0]], np.uint8)

    indices, distances = nearest(np.array([[103, 104], [200, 0]], np.uint8), references)

    assert indices.tolist() == [1, 2]
    assert distances.tolist() == pytest.approx([12.5**0.5, 0])


def test_nearest_agrees_with_a_plain_search_over_several_parts(
    generator: np.random.Generator,
) -> None:
    references = generator.integers(256, size=(2500, 12), dtype=np.uint8)
    queries = generator.integers(256, size=(40, 12), dtype=np.uint8)
    apart = queries[:, None].astype(np.float64) - references[None]
    plain = np.sqrt(np.square(apart).mean(2))

    indices, distances = nearest(queries, references)

    assert indices.tolist() == plain.argmin(1).tolist()
    np.testing.assert_allclose(distances, plain.min(1), rtol=1e-5)


def test_nearest_finds_a_copy_at_no_distance(generator: np.random.Generator) -> None:
    references = generator.integers(256, size=(1500, 3072), dtype=np.uint8)

    indices, distances = nearest(references[[1400, 3]], references)

    assert indices.tolist() == [1400, 3]
    assert distances.tolist() == [0, 0]


def test_psnr_of_an_error_of_a_tenth_is_twenty_decibels() -> None:
    black = np.zeros((2, 4, 4, 3), np.float32)

    assert psnr(black + 25.5, black) == pytest.approx(20)
