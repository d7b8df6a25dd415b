"""The text encoder: a small CLIPTextModel, taught on captions alone before any picture is seen.

An untrained UNet's attention learns from a text encoder only once its states tell captions apart.
Naming the attributes of a caption from those states takes seconds to learn; then it is frozen.
"""

import random
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from avatarmodel.attributes import CHOICES, NAMES, Attributes, sample_attributes
from avatarmodel.captions import UNNAMED, varied_caption
from avatarmodel.tokenizer import LENGTH, token_ids

WIDTH = 128
LAYERS = 2
LEARNING_RATE = 2e-3
WARM_UP_STEPS = 50
BATCH = 32


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


def targets(name: str, named: list[Attributes]) -> Tensor:
    """The value that each caption should be read as; UNNAMED ones do not count."""
    values = torch.tensor([attributes[name] for attributes in named])
    if name in ("hetero", "extra"):  # the absence of the word is a value of its own
        return values.clamp(min=0)
    return values


def pretrain(tokenizer: CLIPTokenizer, output: Path, steps: int, seed: int) -> None:
    """Learns to name the attributes of captions and writes the encoder's weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = build_text_encoder(tokenizer)
    heads = nn.ModuleList(nn.Linear(WIDTH, len(CHOICES[name])) for name in NAMES)
    parameters = [*encoder.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, betas=(0.9, 0.98), weight_decay=1e-3)
    for step in range(steps):
        rate = LEARNING_RATE * min(1, (step + 1) / WARM_UP_STEPS) * (1 - 0.95 * step / steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        drawn = [varied_caption(sample_attributes(rng), rng) for _ in range(BATCH)]
        loss, accuracy = _read_captions(encoder, heads, tokenizer, drawn)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if (step + 1) % 50 == 0:
            print(f"text step {step + 1} loss {loss.item():.3f} accuracy {accuracy:.3f}")
    torch.save(encoder.state_dict(), output)


def _read_captions(
    encoder: CLIPTextModel,
    heads: nn.ModuleList,
    tokenizer: CLIPTokenizer,
    drawn: list[tuple[str, Attributes]],
) -> tuple[Tensor, float]:
    captions = [text for text, _ in drawn]
    named = [attributes for _, attributes in drawn]
    ids = token_ids(tokenizer, captions)
    states = encoder(ids).last_hidden_state
    padding = (ids == tokenizer.eos_token_id).float()
    padding = padding / padding.sum(1, keepdim=True)
    views = ((states * padding[..., None]).sum(1), states[:, -1])

    losses: list[Tensor] = []
    accuracies: list[Tensor] = []
    for name, head in zip(NAMES, heads, strict=True):
        wanted = targets(name, named)
        known = wanted != UNNAMED
        if not known.any():
            continue
        logits = [head(view)[known] for view in views]
        losses += [functional.cross_entropy(scores, wanted[known]) for scores in logits]
        accuracies.append((logits[0].argmax(1) == wanted[known]).float().mean())
    return torch.stack(losses).mean(), torch.stack(accuracies).mean().item()
