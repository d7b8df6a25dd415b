"""The arithmetic of the figures: plain functions of arrays, without network or file."""

import numpy as np

REFERENCES_AT_ONCE = 1000


def confusion(given: np.ndarray, read: np.ndarray, values: int) -> np.ndarray:
    """How often each value [rows] was read as each other [columns]."""
    counts = np.zeros((values, values), np.int64)
    np.add.at(counts, (given, read), 1)
    return counts


def balanced_accuracy(counts: np.ndarray) -> float:
    """The mean over values of the share read rightly, so that a rare value weighs like any other.

    Values that were never given have no such share and do not count.
    """
    given = counts.sum(1)
    if not given.any():
        raise ValueError("nothing was given, so nothing can have been read rightly")
    occurring = given > 0
    return float((np.diag(counts)[occurring] / given[occurring]).mean())


def frechet_distance(first: np.ndarray, second: np.ndarray) -> float:
    """The Frechet distance of the normal distributions fitted to two sets of features [count, n].

    Squared distance of the means, plus tr(A + B - 2 (AB)^1/2) of the covariances A and B. (AB)^1/2
    has the trace of (A^1/2 B A^1/2)^1/2, which is symmetric and needs no complex numbers.
    """
    means = [features.mean(0, dtype=np.float64) for features in (first, second)]
    covariances = [
        np.cov(features, rowvar=False).reshape(2 * features.shape[1:])
        for features in (first, second)
    ]
    root = _symmetric_root(covariances[0])
    shared = np.linalg.eigvalsh(root @ covariances[1] @ root)
    shared_trace = np.sqrt(shared.clip(min=0)).sum()
    apart = np.square(means[0] - means[1]).sum()
    traces = np.trace(covariances[0]) + np.trace(covariances[1])
    return float(max(0.0, apart + traces - 2 * shared_trace))


def relative_frechet_distance(features: np.ndarray, references: np.ndarray) -> float:
    """The Frechet distance as a share of the references' variance.

    Without it, the figure would hang on how large the values of a judge's features happen to be.
    """
    return frechet_distance(features, references) / float(references.var(0, ddof=1).sum())


def _symmetric_root(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(values.clip(min=0))) @ vectors.T


def nearest(queries: np.ndarray, references: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each query [count, n] the index of its nearest reference, and how far that one is.

    Distances are root mean squares over the n values, in the values' own unit.
    """
    best = np.full(len(queries), np.inf, np.float32)
    indices = np.zeros(len(queries), np.int64)
    centre = references.mean(0, dtype=np.float32)  # small values lose less in the subtraction below
    shifted = queries.astype(np.float32) - centre
    for first in range(0, len(references), REFERENCES_AT_ONCE):
        part = references[first : first + REFERENCES_AT_ONCE].astype(np.float32) - centre
        # |q - r|^2 without |q|^2, which does not change the order.
        squares = np.square(part).sum(1) - 2 * shifted @ part.T
        chosen = squares.argmin(1)
        found = squares[np.arange(len(queries)), chosen]
        closer = found < best
        best[closer] = found[closer]
        indices[closer] = first + chosen[closer]
    apart = queries.astype(np.float32) - references[indices].astype(np.float32)
    return indices, np.sqrt(np.square(apart).mean(1))


def psnr(images: np.ndarray, references: np.ndarray) -> float:
    """The mean over pictures of each one's signal-to-noise ratio in dB."""
    errors = (images.astype(np.float32) - references.astype(np.float32)) / 255
    squares = np.square(errors).mean((1, 2, 3))
    return float((-10 * np.log10(squares)).mean())
