"""A run that is cut in two makes the weights of an uninterrupted one, to the bit."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import CLIPTokenizer

from avatarmodel import critic
from avatarmodel.autoencoder_training import (
    Autoencoder,
    AutoencoderSettings,
    AutoencoderTrainer,
)
from avatarmodel.decoder_training import DecoderSettings, DecoderTrainer
from avatarmodel.latents import PatchCodec
from avatarmodel.machine import Machine
from avatarmodel.progress import step_reached
from avatarmodel.shards import Shard
from avatarmodel.stages import finished
from avatarmodel.stopping import Stop, Stopped
from avatarmodel.text_encoder import build_text_encoder
from avatarmodel.unet_training import CaptionEncoder, UnetSettings, UnetTrainer

CPU = Machine.of("cpu", autocasts=False)
AUTOCASTING_CPU = Machine.of("cpu", autocasts=True)
STEPS = 4
CUT_AT = 2

UNET = UnetSettings(
    steps=STEPS, batch=2, peak_rate=2e-3, face_weight=3.0, average_decay=0.9, seed=3
)
DECODER = DecoderSettings(
    steps=STEPS,
    batch=2,
    peak_rate=1e-3,
    average_decay=0.9,
    critic_weight=0.3,
    redrawn_share=0.4,
    redrawn_weight=0.5,
    seed=3,
)

AUTOENCODER = AutoencoderSettings(steps=STEPS, batch=2, peak_rate=1e-3, average_decay=0.9, seed=3)

Trainer = UnetTrainer | AutoencoderTrainer | DecoderTrainer
MakeTrainer = Callable[[int, Machine, Stop], Trainer]


class StopAfter(Stop):
    """Asks for an end when some steps are made."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.left = steps

    def wanted(self) -> bool:
        self.left -= 1
        return self.left <= 0


@pytest.fixture(params=["unet", "autoencoder", "decoder"])
def make_trainer(
    request: pytest.FixtureRequest,
    tokenizer: CLIPTokenizer,
    codec: PatchCodec,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> MakeTrainer:
    monkeypatch.setattr(critic, "LESSONS_ALONE", 1)

    def unet(steps: int, machine: Machine, stop: Stop) -> Trainer:
        torch.manual_seed(0)
        captions = CaptionEncoder(tokenizer, build_text_encoder(tokenizer).eval())
        return UnetTrainer(captions, replace(UNET, steps=steps), machine, stop)

    def decoder(steps: int, machine: Machine, stop: Stop) -> Trainer:
        torch.manual_seed(0)
        untrained = tmp_path / "autoencoder.pt"
        torch.save(Autoencoder(codec).state_dict(), untrained)
        return DecoderTrainer(untrained, replace(DECODER, steps=steps), machine, stop)

    def autoencoder(steps: int, machine: Machine, stop: Stop) -> Trainer:
        return AutoencoderTrainer(codec, replace(AUTOENCODER, steps=steps), machine, stop)

    makers = {"unet": unet, "autoencoder": autoencoder, "decoder": decoder}
    return makers[request.param]


def assert_same_weights(one: Path, other: Path) -> None:
    expected, actual = torch.load(one), torch.load(other)
    assert expected.keys() == actual.keys()
    for name in expected:
        assert torch.equal(expected[name], actual[name]), name


def test_resumes_to_the_same_weights(
    make_trainer: MakeTrainer, shard: Shard, tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole.pt", tmp_path / "cut.pt"
    make_trainer(STEPS, CPU, Stop()).train([shard], tmp_path / "whole.checkpoint", whole)

    checkpoint = tmp_path / "cut.checkpoint"
    with pytest.raises(Stopped, match=f"at step {CUT_AT} of {STEPS}"):
        make_trainer(STEPS, CPU, StopAfter(CUT_AT)).train([shard], checkpoint, cut)
    assert step_reached(checkpoint) == CUT_AT
    assert not cut.exists()
    make_trainer(STEPS, CPU, Stop()).train([shard], checkpoint, cut)

    assert_same_weights(whole, cut)


def test_goes_on_when_more_steps_are_asked_for(
    make_trainer: MakeTrainer, shard: Shard, tmp_path: Path
) -> None:
    output, checkpoint = tmp_path / "some.pt", tmp_path / "some.checkpoint"
    make_trainer(CUT_AT, CPU, Stop()).train([shard], checkpoint, output)
    assert finished(output, checkpoint, CUT_AT)
    assert not finished(output, checkpoint, STEPS)

    make_trainer(STEPS, CPU, Stop()).train([shard], checkpoint, output)
    assert finished(output, checkpoint, STEPS)
    assert step_reached(checkpoint) == STEPS


def test_learns_under_autocast(make_trainer: MakeTrainer, shard: Shard, tmp_path: Path) -> None:
    output = tmp_path / "half.pt"
    checkpoint = tmp_path / "half.checkpoint"
    make_trainer(STEPS, AUTOCASTING_CPU, Stop()).train([shard], checkpoint, output)
    weights = torch.load(output)
    assert {value.dtype for value in weights.values()} == {torch.float32}
    assert all(value.isfinite().all() for value in weights.values())
    full = tmp_path / "full.pt"
    make_trainer(STEPS, CPU, Stop()).train([shard], tmp_path / "full.checkpoint", full)
    others = torch.load(full)
    assert any(not torch.equal(weights[name], others[name]) for name in weights)
