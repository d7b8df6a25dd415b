"""The judge: a network that reads the fifteen attributes from a picture's pixels, as an eye would.

It knows no latent and no part of the generator.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from avatarmodel.attributes import CHOICES, NAMES
from avatarmodel.evaluation.measures import balanced_accuracy, confusion
from avatarmodel.evaluation.reducing import SIDE
from avatarmodel.shards import to_tensor

FEATURES = 128
BATCH = 100


def _block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class JudgeNetwork(nn.Module):
    """Pictures [batch, 3, SIDE, SIDE] to features [batch, FEATURES], and those to 15 answers."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _block(3, 24, stride=2),
            _block(24, 48, stride=2),
            _block(48, 64),
            _block(64, 96, stride=2),
            _block(96, 96),
            _block(96, 128, stride=2),
            _block(128, 128),
            nn.Conv2d(128, 32, 1),
            nn.Flatten(),  # where something is seen tells what it is: no pooling
            nn.Linear(32 * (SIDE // 16) ** 2, FEATURES),
            nn.ReLU(),
        )
        self.heads = nn.ModuleList(nn.Linear(FEATURES, len(CHOICES[name])) for name in NAMES)

    def answers(self, features: Tensor) -> list[Tensor]:
        return [head(features) for head in self.heads]


def build_network() -> JudgeNetwork:
    return JudgeNetwork().to(memory_format=torch.channels_last)


@dataclass(frozen=True)
class Reading:
    """What was read from pictures."""

    values: np.ndarray  # [pictures, attributes]
    features: np.ndarray  # [pictures, FEATURES], of the layer before the answers

    def confusions(self, given: np.ndarray) -> dict[str, np.ndarray]:
        """For each attribute, how often each given value was read as each other."""
        return {
            name: confusion(given[:, column], self.values[:, column], len(CHOICES[name]))
            for column, name in enumerate(NAMES)
        }


def accuracies(confusions: dict[str, np.ndarray]) -> dict[str, float]:
    """The balanced accuracy of each attribute."""
    return {name: balanced_accuracy(counts) for name, counts in confusions.items()}


class Judge:
    """A trained network; may be used by one thread at a time."""

    def __init__(self, network: JudgeNetwork) -> None:
        self.network = network.eval().requires_grad_(False)

    @torch.no_grad()
    def read(self, pictures: np.ndarray) -> Reading:
        """Reads pictures [count, SIDE, SIDE, 3] of bytes."""
        values, features = [], []
        for first in range(0, len(pictures), BATCH):
            batch = to_tensor(pictures[first : first + BATCH])
            seen = self.network.features(batch.contiguous(memory_format=torch.channels_last))
            answers = self.network.answers(seen)
            values.append(np.stack([scores.argmax(1).numpy() for scores in answers], 1))
            features.append(seen.numpy())
        return Reading(np.concatenate(values), np.concatenate(features))
