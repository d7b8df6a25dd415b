"""The text encoder: a small CLIPTextModel, taught on captions alone before any picture is seen.

An untrained UNet's attention learns from a text encoder only once its states tell captions apart.
Naming the attributes of a caption from those states takes seconds to learn; then it is frozen.
"""

import random
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from avatarmodel.attributes import CHOICES, NAMES, Attributes, sample_attributes
from avatarmodel.captions import (
    ABSENT_UNLESS_NAMED,
    UNNAMED,
    Style,
    drawn_style,
    styled_caption,
    varied_caption,
)
from avatarmodel.tokenizer import LENGTH, token_ids
from avatarmodel.weights import save_weights

WIDTH = 128
LAYERS = 2
LEARNING_RATE = 2e-3
WARM_UP_STEPS = 50
REPORT_EVERY = 50
BATCH = 32
SHUFFLED_SHARE = 0.75

# The ways of writing that the encoder is measured on, with captions that it did not learn from.
MEASURED = {
    "whole": Style(),
    "shuffled": Style(shuffled=True, dropped_share=0.3, prefix=False, suffix=False),
    "synonyms": Style(shuffled=True, synonym_share=0.7),
    "noise": Style(shuffled=True, others=4, prefix=False),
    "sentence": Style(sentence=True, synonym_share=0.3),
    "no commas": Style(shuffled=True, synonym_share=0.3, separator=" "),
}
MEASURED_CAPTIONS = 2000
MEASURED_SEED = 1_000  # added to the seed of training

Captions = list[tuple[str, Attributes]]


def build_text_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=WIDTH,
        intermediate_size=4 * WIDTH,
        projection_dim=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=4,
        max_position_embeddings=LENGTH,
        hidden_act="quick_gelu",
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.eos_token_id,
    )
    return CLIPTextModel(config)


def load_text_encoder(tokenizer: CLIPTokenizer, weights: Path) -> CLIPTextModel:
    encoder = build_text_encoder(tokenizer)
    encoder.load_state_dict(torch.load(weights))
    return encoder.eval().requires_grad_(False)


class Reader(nn.Module):
    """Names the attributes of captions from the encoder's states; only training needs it."""

    def __init__(self, tokenizer: CLIPTokenizer, encoder: CLIPTextModel) -> None:
        super().__init__()
        self.tokenizer = tokenizer
        self.encoder = encoder
        self.heads = nn.ModuleList(nn.Linear(WIDTH, len(CHOICES[name])) for name in NAMES)

    def forward(self, captions: list[str]) -> list[tuple[Tensor, Tensor]]:
        """Scores of each attribute's values, from the mean of the padding and from its end."""
        ids = token_ids(self.tokenizer, captions)
        states = self.encoder(ids).last_hidden_state
        padding = (ids == self.tokenizer.eos_token_id).float()
        padding = padding / padding.sum(1, keepdim=True)
        mean, last = (states * padding[..., None]).sum(1), states[:, -1]
        return [(head(mean), head(last)) for head in self.heads]

    def losses(self, drawn: Captions) -> Tensor:
        parts = []
        for name, views in zip(NAMES, self([text for text, _ in drawn]), strict=True):
            wanted = targets(name, [named for _, named in drawn])
            if (wanted != UNNAMED).any():
                parts += [
                    functional.cross_entropy(scores, wanted, ignore_index=UNNAMED)
                    for scores in views
                ]
        return torch.stack(parts).mean()

    @torch.no_grad()
    def right(self, drawn: Captions) -> dict[str, float]:
        """For each attribute, the share of the captions naming it in which it is read rightly."""
        counts = {name: [0, 0] for name in NAMES}
        for first in range(0, len(drawn), 100):
            part = drawn[first : first + 100]
            for name, (scores, _) in zip(NAMES, self([text for text, _ in part]), strict=True):
                wanted = targets(name, [named for _, named in part])
                known = wanted != UNNAMED
                counts[name][0] += int((scores.argmax(1) == wanted)[known].sum())
                counts[name][1] += int(known.sum())
        return {name: right / known for name, (right, known) in counts.items()}


def targets(name: str, named: list[Attributes]) -> Tensor:
    """The value that each caption should be read as; UNNAMED ones do not count."""
    values = torch.tensor([attributes[name] for attributes in named])
    if name in ABSENT_UNLESS_NAMED:  # the absence of the word is a value of its own
        return values.clamp(min=0)
    return values


def taught_caption(rng: random.Random) -> tuple[str, Attributes]:
    """Mostly a shuffled caption: only those teach which colour is the hair's, which the eyes'."""
    attributes = sample_attributes(rng)
    if rng.random() < SHUFFLED_SHARE:
        return styled_caption(attributes, replace(drawn_style(rng), shuffled=True), rng)
    return varied_caption(attributes, rng)


def pretrain(tokenizer: CLIPTokenizer, output: Path, steps: int, seed: int) -> None:
    """Learns to name the attributes of captions and writes the encoder's weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = build_text_encoder(tokenizer)
    reader = Reader(tokenizer, encoder)
    optimizer = torch.optim.AdamW(
        reader.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=1e-3
    )
    for step in range(steps):
        rate = LEARNING_RATE * min(1, (step + 1) / WARM_UP_STEPS) * (1 - 0.95 * step / steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        drawn = [taught_caption(rng) for _ in range(BATCH)]
        wrong = reader.losses(drawn)
        optimizer.zero_grad(set_to_none=True)
        wrong.backward()
        optimizer.step()
        if (step + 1) % REPORT_EVERY == 0:
            print(f"text step {step + 1} of {steps} loss {wrong.item():.4f}", flush=True)
    measure(reader, seed + MEASURED_SEED)
    save_weights(encoder.state_dict(), output)


def measure(reader: Reader, seed: int) -> dict[str, float]:
    """The share of named attributes that is read rightly, for each way of writing."""
    rng = random.Random(seed)
    shares = {}
    for way, style in MEASURED.items():
        drawn = [
            styled_caption(sample_attributes(rng), style, rng) for _ in range(MEASURED_CAPTIONS)
        ]
        right = reader.right(drawn)
        shares[way] = sum(right.values()) / len(right)
        worst = min(right, key=right.__getitem__)
        print(f"text, {way}: {shares[way]:.4f}, worst {worst} {right[worst]:.4f}", flush=True)
    return shares
