"""Training that begins with a model folder has that folder's weights."""

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import CLIPTokenizer

from avatarmodel.autoencoder_training import AutoencoderSettings, AutoencoderTrainer
from avatarmodel.decoder import build_decoder
from avatarmodel.drawing import FolderModel
from avatarmodel.folder import graph_of
from avatarmodel.graphs import load_graph
from avatarmodel.latents import PatchCodec
from avatarmodel.machine import Machine
from avatarmodel.places import BUNDLED
from avatarmodel.shards import Shard
from avatarmodel.stopping import Stop
from avatarmodel.text_encoder import build_text_encoder
from avatarmodel.tokenizer import token_ids
from avatarmodel.unet import CELLS, CHANNELS, build_unet
from avatarmodel.unet_training import CaptionEncoder, UnetSettings, UnetTrainer
from avatarmodel.weights import weights_of_part

CPU = Machine.of("cpu", autocasts=False)
TOLERANCE = 1e-4
SHORT = AutoencoderSettings(steps=2, batch=2, peak_rate=1e-3, average_decay=0.9, seed=3)


def test_graphs_and_the_modules_read_from_them_answer_alike() -> None:
    model = FolderModel(BUNDLED)
    encoder = build_text_encoder(model.tokenizer).eval()
    unet, decoder = build_unet().eval(), build_decoder().eval()
    load_graph(encoder, graph_of(BUNDLED, "text_encoder"))
    load_graph(unet, graph_of(BUNDLED, "unet"))
    load_graph(decoder, graph_of(BUNDLED, "vae_decoder"))
    ids = token_ids(model.tokenizer, ["1girl, smile", "in a forest"])
    latents = torch.randn(2, CHANNELS, CELLS, CELLS, generator=torch.Generator().manual_seed(0))
    timesteps = torch.tensor([500, 20])

    with torch.no_grad():
        states = encoder(ids).last_hidden_state
        velocity = unet(latents, timesteps, states).sample
        pictures = decoder(latents)

    fed = {"input_ids": ids.numpy()}
    assert_close(model.text_encoder.run(None, fed)[0], states)
    fed = {
        "sample": latents.numpy(),
        "timestep": timesteps.numpy(),
        "encoder_hidden_states": states.numpy(),
    }
    assert_close(model.unet.run(None, fed)[0], velocity)
    assert_close(model.decoder.run(None, {"latent_sample": latents.numpy()})[0], pictures)


def assert_close(expected: np.ndarray, actual: torch.Tensor) -> None:
    assert np.abs(expected - actual.numpy()).max() < TOLERANCE * np.abs(expected).max()


def test_a_graph_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no weights for network.0.weight"):
        load_graph(build_decoder(), graph_of(BUNDLED, "unet"))


def test_an_encoder_learns_for_a_decoder_that_stays(
    codec: PatchCodec, shard: Shard, tmp_path: Path
) -> None:
    graph = graph_of(BUNDLED, "vae_decoder")
    output = tmp_path / "autoencoder.pt"
    trainer = AutoencoderTrainer(codec, SHORT, CPU, Stop(), graph)
    trainer.train([shard], tmp_path / "autoencoder.checkpoint", output)

    expected = build_decoder()
    load_graph(expected, graph)
    decoder = weights_of_part(output, "decoder")
    for name, weights in expected.state_dict().items():
        assert torch.equal(weights, decoder[name]), name
    linear = weights_of_part(output, "encoder")["linear.weight"]
    assert not torch.equal(linear.flatten(1), torch.from_numpy(codec.encode_weight))


def test_a_unet_goes_on_from_a_folder(
    tokenizer: CLIPTokenizer, shard: Shard, tmp_path: Path
) -> None:
    graph = graph_of(BUNDLED, "unet")
    settings = UnetSettings(
        steps=1, batch=2, peak_rate=1e-9, face_weight=3.0, average_decay=0.9, seed=3
    )
    captions = CaptionEncoder(tokenizer, build_text_encoder(tokenizer).eval())
    output = tmp_path / "unet.pt"
    trainer = UnetTrainer(captions, settings, CPU, Stop(), graph)
    trainer.train([shard], tmp_path / "unet.checkpoint", output)

    expected = build_unet()
    load_graph(expected, graph)
    written = torch.load(output)
    for name, weights in expected.state_dict().items():
        assert torch.allclose(weights, written[name], atol=1e-6), name
