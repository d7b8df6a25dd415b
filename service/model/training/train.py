"""Makes the bundled model from nothing: renders, trains, exports.

Every stage writes its result into the working folder and is skipped when it is there; training
stages go on from their checkpoints. Interrupt and start again at will.
"""

import argparse
from pathlib import Path

import torch

from avatarmodel.dataset import render_shard, render_shards
from avatarmodel.decoder_training import DecoderSettings, DecoderTrainer
from avatarmodel.export import export_folder
from avatarmodel.latents import PatchCodec, encode_shard, fit_codec
from avatarmodel.places import BUNDLED, WORK
from avatarmodel.redraw import Redrawer
from avatarmodel.shards import Shard, shards
from avatarmodel.text_encoder import load_text_encoder, pretrain
from avatarmodel.tokenizer import load_tokenizer, write_tokenizer
from avatarmodel.unet_training import UnetSettings, UnetTrainer

FIRST_SEED = 1_000_000  # of the renders that are learned from
HELD_OUT_SEED = 9_000_000  # of the renders that are only measured with
HELD_OUT_PICTURES = 500


class Training:
    """The stages, each a method; a file in the working folder says that one is done."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.work: Path = arguments.work
        self.pictures = self.work / "pictures"
        self.held_out = self.work / "held-out"

    def render(self) -> None:
        render_shards(self.pictures, self.arguments.shards, FIRST_SEED)
        self.held_out.mkdir(parents=True, exist_ok=True)
        shard = Shard(self.held_out, 0)
        if not shard.images_file.exists():
            render_shard(shard, HELD_OUT_SEED, HELD_OUT_PICTURES)

    def encode(self) -> None:
        path = self.work / "codec.npz"
        if not path.exists():
            fit_codec(shards(self.pictures)).save(path)
        codec = PatchCodec.load(path)
        for shard in shards(self.pictures) + shards(self.held_out):
            if not shard.latents_file.exists():
                encode_shard(codec, shard)

    def text(self) -> None:
        output = self.work / "text_encoder.pt"
        if not output.exists():
            write_tokenizer(self.work / "tokenizer")
            tokenizer = load_tokenizer(self.work / "tokenizer")
            pretrain(tokenizer, output, self.arguments.text_steps, self.arguments.seed)

    def unet(self) -> None:
        output = self.work / "unet.pt"
        if output.exists():
            return
        tokenizer = load_tokenizer(self.work / "tokenizer")
        encoder = load_text_encoder(tokenizer, self.work / "text_encoder.pt")
        settings = UnetSettings(
            steps=self.arguments.unet_steps,
            batch=32,
            peak_rate=self.arguments.unet_rate,
            face_weight=3.0,
            average_decay=0.998,
            seed=self.arguments.seed,
        )
        trainer = UnetTrainer(tokenizer, encoder, settings)
        checkpoint = self.work / "unet.checkpoint"
        trainer.train(shards(self.pictures), checkpoint, output, self._start("unet.pt"))

    def redraw(self) -> None:
        tokenizer = load_tokenizer(self.work / "tokenizer")
        encoder = load_text_encoder(tokenizer, self.work / "text_encoder.pt")
        redrawer = Redrawer(tokenizer, encoder, self.work / "unet.pt")
        for shard in shards(self.pictures)[: self.arguments.redrawn_shards]:
            if not shard.redrawn_file.exists():
                redrawer.redraw_shard(shard, self.arguments.seed + shard.number)
                print(f"redrew {shard.redrawn_file.name}", flush=True)

    def decoder(self) -> None:
        output = self.work / "decoder.pt"
        if output.exists():
            return
        settings = DecoderSettings(
            steps=self.arguments.decoder_steps,
            batch=8,
            peak_rate=self.arguments.decoder_rate,
            average_decay=0.998,
            critic_weight=0.3,
            redrawn_share=0.4,
            redrawn_weight=0.5,
            seed=self.arguments.seed,
        )
        trainer = DecoderTrainer(PatchCodec.load(self.work / "codec.npz"), settings)
        checkpoint = self.work / "decoder.checkpoint"
        trainer.train(shards(self.pictures), checkpoint, output, self._start("decoder.pt"))

    def export(self) -> None:
        export_folder(self.work, self.arguments.output)

    def _start(self, name: str) -> Path | None:
        folder = self.arguments.start
        return folder / name if folder else None


STAGES = {
    "render": Training.render,
    "encode": Training.encode,
    "text": Training.text,
    "unet": Training.unet,
    "redraw": Training.redraw,
    "decoder": Training.decoder,
    "export": Training.export,
}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("stages", nargs="*", default=list(STAGES), help=", ".join(STAGES))
    parser.add_argument("--work", type=Path, default=WORK, help="working folder")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="model folder to write")
    parser.add_argument("--start", type=Path, help="folder of unet.pt and decoder.pt to go on from")
    parser.add_argument("--seed", type=int, default=11, help="of everything but the renders")
    parser.add_argument("--threads", type=int, default=1, help="torch's")
    parser.add_argument("--shards", type=int, default=33, help="thousands of renders")
    parser.add_argument("--text-steps", type=int, default=150, help="of 32 captions")
    parser.add_argument("--unet-steps", type=int, default=6000, help="of 32 latents")
    parser.add_argument("--unet-rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--redrawn-shards", type=int, default=8, help="thousands of latents")
    parser.add_argument("--decoder-steps", type=int, default=12000, help="of 8 crops")
    parser.add_argument("--decoder-rate", type=float, default=1.5e-3, help="highest learning rate")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.stages if name not in STAGES]
    if unknown:
        parser.error(f"no stage {', '.join(unknown)}; there are {', '.join(STAGES)}")
    return arguments


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    training = Training(arguments)
    print(f"seed {arguments.seed}, renders from {FIRST_SEED}, held out from {HELD_OUT_SEED}")
    for name in arguments.stages:
        print(f"stage {name}", flush=True)
        STAGES[name](training)


if __name__ == "__main__":
    main()
