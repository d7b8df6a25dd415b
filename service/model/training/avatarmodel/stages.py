"""The stages of training, from pictures to the model folder."""

import argparse
import shutil
from pathlib import Path

from avatarmodel.autoencoder_training import AutoencoderSettings, AutoencoderTrainer
from avatarmodel.dataset import render_shard, render_shards
from avatarmodel.decoder_training import DecoderSettings, DecoderTrainer
from avatarmodel.encoder import encode_shard, load_encoder
from avatarmodel.export import export_folder
from avatarmodel.folder import graph_of
from avatarmodel.graphs import load_graph
from avatarmodel.latents import PatchCodec, fit_codec
from avatarmodel.machine import Machine
from avatarmodel.progress import step_reached
from avatarmodel.redraw import Redrawer
from avatarmodel.shards import Shard, shards
from avatarmodel.stopping import Stop
from avatarmodel.text_encoder import build_text_encoder, load_text_encoder, pretrain
from avatarmodel.tokenizer import load_tokenizer, write_tokenizer
from avatarmodel.unet_training import CaptionEncoder, UnetSettings, UnetTrainer
from avatarmodel.weights import save_weights

FIRST_SEED = 1_000_000  # of the renders that are learned from
HELD_OUT_SEED = 9_000_000  # of the renders that are only measured with
HELD_OUT_PICTURES = 500
CODEC_SHARDS = 20  # enough for encoder and decoder
AUTOENCODER = "autoencoder.pt"


def finished(output: Path, checkpoint: Path, steps: int) -> bool:
    """Whether a run has made its weights, and no more steps are asked for than it made."""
    reached = step_reached(checkpoint)
    return output.exists() and (reached is None or reached >= steps)


class Training:
    """The stages, each a method; a file in the working folder says that one is done."""

    def __init__(self, arguments: argparse.Namespace, stop: Stop) -> None:
        self.arguments = arguments
        self.machine = Machine.of(arguments.device, arguments.autocast)
        self.stop = stop
        self.work: Path = arguments.work
        self.pictures = self.work / "pictures"
        self.held_out = self.work / "held-out"

    def render(self) -> None:
        render_shards(self.pictures, self.arguments.shards, FIRST_SEED)
        self.held_out.mkdir(parents=True, exist_ok=True)
        shard = Shard(self.held_out, 0)
        if not shard.images_file.exists():
            render_shard(shard, HELD_OUT_SEED, HELD_OUT_PICTURES)

    def autoencoder(self) -> None:
        checkpoint, output = self.work / "autoencoder.checkpoint", self.work / AUTOENCODER
        if output.exists():  # lengthening it would make latents stale
            return
        sources = shards(self.pictures)
        path = self.work / "codec.npz"
        if not path.exists():
            fit_codec(sources[:CODEC_SHARDS]).save(path)
        settings = AutoencoderSettings(
            steps=self.arguments.autoencoder_steps,
            batch=8,
            peak_rate=self.arguments.decoder_rate,
            average_decay=0.998,
            seed=self.arguments.seed,
        )
        codec, decoder = PatchCodec.load(path), self._begun("vae_decoder")
        trainer = AutoencoderTrainer(codec, settings, self.machine, self.stop, decoder)
        trainer.train(sources[:CODEC_SHARDS], checkpoint, output)

    def encode(self) -> None:
        encoder = load_encoder(self.work / AUTOENCODER).to(self.machine.device)
        for shard in shards(self.pictures) + shards(self.held_out):
            if not shard.latents_file.exists():
                encode_shard(encoder, shard)

    def text(self) -> None:
        output, folder = self.work / "text_encoder.pt", self.work / "tokenizer"
        given = self.arguments.begin_with
        if output.exists():
            return
        if given:
            shutil.copytree(given / "tokenizer", folder, dirs_exist_ok=True)
            encoder = build_text_encoder(load_tokenizer(folder))
            load_graph(encoder, graph_of(given, "text_encoder"))
            save_weights(encoder.state_dict(), output)
        else:
            write_tokenizer(folder)
            steps, seed = self.arguments.text_steps, self.arguments.seed
            pretrain(load_tokenizer(folder), output, steps, seed)

    def unet(self) -> None:
        output, checkpoint = self.work / "unet.pt", self.work / "unet.checkpoint"
        if finished(output, checkpoint, self.arguments.unet_steps):
            return
        tokenizer = load_tokenizer(self.work / "tokenizer")
        encoder = load_text_encoder(tokenizer, self.work / "text_encoder.pt")
        settings = UnetSettings(
            steps=self.arguments.unet_steps,
            batch=self.arguments.unet_batch,
            peak_rate=self.arguments.unet_rate,
            face_weight=3.0,
            average_decay=self.arguments.unet_average,
            seed=self.arguments.seed,
        )
        captions = CaptionEncoder(tokenizer, encoder)
        trainer = UnetTrainer(captions, settings, self.machine, self.stop, self._begun("unet"))
        trainer.train(shards(self.pictures), checkpoint, output)

    def redraw(self) -> None:
        tokenizer = load_tokenizer(self.work / "tokenizer")
        encoder = load_text_encoder(tokenizer, self.work / "text_encoder.pt")
        redrawer = Redrawer(tokenizer, encoder, self.work / "unet.pt")
        for shard in shards(self.pictures)[: self.arguments.redrawn_shards]:
            if not shard.redrawn_file.exists():
                redrawer.redraw_shard(shard, self.arguments.seed + shard.number)
                print(f"redrew {shard.redrawn_file.name}", flush=True)

    def decoder(self) -> None:
        output, checkpoint = self.work / "decoder.pt", self.work / "decoder.checkpoint"
        if finished(output, checkpoint, self.arguments.decoder_steps):
            return
        settings = DecoderSettings(
            steps=self.arguments.decoder_steps,
            batch=self.arguments.decoder_batch,
            peak_rate=self.arguments.decoder_rate,
            average_decay=0.998,
            critic_weight=0.3,
            redrawn_share=0.25,
            redrawn_weight=0.5,
            seed=self.arguments.seed,
        )
        trainer = DecoderTrainer(self.work / AUTOENCODER, settings, self.machine, self.stop)
        trainer.train(shards(self.pictures)[:CODEC_SHARDS], checkpoint, output)

    def export(self) -> None:
        export_folder(self.work, self.arguments.output)

    def _begun(self, part: str) -> Path | None:
        """The graph that a part begins with, if it does not begin with chance."""
        given = self.arguments.begin_with
        return graph_of(given, part) if given else None


STAGES = {
    "render": Training.render,
    "autoencoder": Training.autoencoder,
    "encode": Training.encode,
    "text": Training.text,
    "unet": Training.unet,
    "redraw": Training.redraw,
    "decoder": Training.decoder,
    "export": Training.export,
}
