"""A classifier that reads the fifteen attributes from latents, to judge what a model draws."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from avatarmodel.attributes import CHOICES, NAMES
from avatarmodel.shards import Shard
from avatarmodel.unet import CHANNELS

BATCH = 64
PEAK_RATE = 2e-3
NOISE = 0.15  # keeps it from reading what no eye can see
REPORT_EVERY = 500


def _block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(inputs, outputs, 3, stride, 1)
    return nn.Sequential(convolution, nn.GroupNorm(8, outputs), nn.SiLU())


class Classifier(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _block(CHANNELS, 64),
            _block(64, 64),
            _block(64, 96, stride=2),
            _block(96, 96),
            nn.Conv2d(96, 24, 1),
            nn.Flatten(),
            nn.Dropout(0.2),
        )
        self.heads = nn.ModuleList(nn.Linear(24 * 8 * 8, len(CHOICES[name])) for name in NAMES)

    def forward(self, latents: Tensor) -> list[Tensor]:
        features = self.features(latents)
        return [head(features) for head in self.heads]


def load_classifier(weights: Path) -> Classifier:
    classifier = Classifier()
    classifier.load_state_dict(torch.load(weights))
    return classifier.eval().requires_grad_(False)


def train_classifier(sources: list[Shard], output: Path, steps: int, seed: int) -> None:
    torch.manual_seed(seed)
    latents = torch.from_numpy(np.concatenate([shard.latents() for shard in sources]))
    attributes = np.concatenate([shard.attributes() for shard in sources]).astype(np.int64)
    wanted = torch.from_numpy(attributes)
    classifier = Classifier()
    optimizer = torch.optim.AdamW(classifier.parameters(), lr=PEAK_RATE, weight_decay=1e-2)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * (1 - step / steps) + 1e-5
        chosen = torch.randint(len(latents), (BATCH,))
        batch = latents[chosen].float()
        scores = classifier(batch + NOISE * torch.randn_like(batch))
        losses = [functional.cross_entropy(s, wanted[chosen, i]) for i, s in enumerate(scores)]
        loss = torch.stack(losses).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % REPORT_EVERY == 0:
            print(f"classifier step {step + 1} loss {loss.item():.3f}", flush=True)
    torch.save(classifier.state_dict(), output)


def accuracies(classifier: Classifier, latents: np.ndarray, attributes: np.ndarray) -> np.ndarray:
    """For each attribute, the share of the latents in which it is read as given."""
    with torch.no_grad():
        scores = classifier(torch.from_numpy(latents.astype(np.float32)))
    read = np.stack([values.argmax(1).numpy() for values in scores], 1)
    return (read == attributes).mean(0)
