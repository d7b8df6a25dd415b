"""Makes a model in the shape of Stable Diffusion with random weights: for PyTorch, and as ONNX."""

import argparse
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from diffusers import (
    AutoencoderKL,
    DPMSolverMultistepScheduler,
    StableDiffusionPipeline,
    UNet2DConditionModel,
)
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

SEED = 5
TOKENS = 77
CONTRAST = 0.4
BIGGEST_FILE_BYTES = 2**31 - 1


@dataclass(frozen=True)
class Shape:
    """What makes one model bigger than the other."""

    sample_size: int
    unet_widths: tuple[int, ...]
    unet_layers: int
    heads: int
    decoder_widths: tuple[int, ...]
    decoder_layers: int
    text_width: int
    text_layers: int
    vocabulary: int


SHAPES = {
    "small": Shape(
        sample_size=32,
        unet_widths=(64, 128, 224),
        unet_layers=1,
        heads=4,
        decoder_widths=(32, 64, 64, 128),
        decoder_layers=1,
        text_width=256,
        text_layers=4,
        vocabulary=1000,
    ),
    "sd15": Shape(
        sample_size=64,
        unet_widths=(320, 640, 1280, 1280),
        unet_layers=2,
        heads=8,
        decoder_widths=(128, 256, 512, 512),
        decoder_layers=2,
        text_width=768,
        text_layers=12,
        vocabulary=49408,
    ),
}


class TextEncoderExport(nn.Module):
    def __init__(self, encoder: CLIPTextModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.encoder(input_ids).last_hidden_state


class UnetExport(nn.Module):
    def __init__(self, unet: UNet2DConditionModel) -> None:
        super().__init__()
        self.unet = unet

    def forward(
        self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor
    ) -> Tensor:
        return self.unet(sample, timestep, encoder_hidden_states, return_dict=False)[0]


class DecoderExport(nn.Module):
    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, latent_sample: Tensor) -> Tensor:
        return self.vae.decode(latent_sample, return_dict=False)[0]


def make_text_encoder(shape: Shape, tokenizer: CLIPTokenizer) -> CLIPTextModel:
    config = CLIPTextConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.text_width,
        intermediate_size=4 * shape.text_width,
        projection_dim=shape.text_width,
        num_hidden_layers=shape.text_layers,
        num_attention_heads=shape.text_width // 64,
        max_position_embeddings=TOKENS,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        attn_implementation="eager",
    )
    return CLIPTextModel(config).eval()


def make_unet(shape: Shape) -> UNet2DConditionModel:
    inner = len(shape.unet_widths) - 1
    unet = UNet2DConditionModel(
        sample_size=shape.sample_size,
        layers_per_block=shape.unet_layers,
        block_out_channels=shape.unet_widths,
        down_block_types=(*["CrossAttnDownBlock2D"] * inner, "DownBlock2D"),
        up_block_types=("UpBlock2D", *["CrossAttnUpBlock2D"] * inner),
        cross_attention_dim=shape.text_width,
        attention_head_dim=shape.heads,
    ).eval()
    with torch.no_grad():
        for name, parameter in unet.named_parameters():
            if "attn2.to_q" in name or "attn2.to_k" in name:
                parameter.mul_(4)  # else all prompts give nearly one picture
    return unet


def make_vae(shape: Shape) -> AutoencoderKL:
    blocks = len(shape.decoder_widths)
    vae = AutoencoderKL(
        block_out_channels=shape.decoder_widths,
        down_block_types=("DownEncoderBlock2D",) * blocks,
        up_block_types=("UpDecoderBlock2D",) * blocks,
        layers_per_block=shape.decoder_layers,
        sample_size=shape.sample_size * 2 ** (blocks - 1),
    ).eval()
    with torch.no_grad():
        drawn = vae.decode(torch.randn(1, 4, 16, 16)).sample
        vae.decoder.conv_out.weight.mul_(CONTRAST / drawn.std())
    return vae


def export(
    module: nn.Module, inputs: dict[str, Tensor], output: str, path: Path
) -> None:
    """With free batch, height and width; weights over 2 GiB lie in a second file."""
    images = {0: "batch", 2: "height", 3: "width"}
    axes = {
        name: images if value.dim() == 4 else {0: "batch"}
        for name, value in inputs.items()
    }
    axes[output] = {0: "batch"} if output == "last_hidden_state" else images
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent.parent) as scratch:
        file = Path(scratch) / path.name
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(file),
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if (
            sum(each.stat().st_size for each in Path(scratch).iterdir())
            < BIGGEST_FILE_BYTES
        ):
            shutil.move(file, path)
            return
        onnx.save_model(
            onnx.load(file),
            path,
            save_as_external_data=True,
            location=f"{path.name}_data",
        )


def make(folder: Path, shape: Shape, tokenizer: CLIPTokenizer) -> None:
    print(f"seed {SEED}")
    torch.manual_seed(SEED)
    encoder, unet, vae = (
        make_text_encoder(shape, tokenizer),
        make_unet(shape),
        make_vae(shape),
    )
    count = sum(parameter.numel() for parameter in unet.parameters())
    print(f"UNet of {count / 1e6:.1f} million parameters")
    pipeline = StableDiffusionPipeline(
        vae=vae,
        text_encoder=encoder,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DPMSolverMultistepScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            steps_offset=1,
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder / "torch")
    exported = folder / "onnx"
    identifiers = torch.zeros(2, TOKENS, dtype=torch.int64)
    sample = torch.zeros(2, 4, 16, 16)
    states = torch.zeros(2, TOKENS, shape.text_width)
    with torch.no_grad():
        export(
            TextEncoderExport(encoder),
            {"input_ids": identifiers},
            "last_hidden_state",
            exported / "text_encoder/model.onnx",
        )
        timestep = torch.tensor([500, 500])
        inputs = {"sample": sample, "timestep": timestep}
        export(
            UnetExport(unet),
            inputs | {"encoder_hidden_states": states},
            "out_sample",
            exported / "unet/model.onnx",
        )
        export(
            DecoderExport(vae),
            {"latent_sample": sample},
            "sample",
            exported / "vae_decoder/model.onnx",
        )
    shutil.copytree(tokenizer.name_or_path, exported / "tokenizer")
    pipeline.scheduler.save_pretrained(exported / "scheduler")
    unet.save_config(exported / "unet")
    vae.save_config(exported / "vae_decoder")
    shutil.copy(folder / "torch/model_index.json", exported / "model_index.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shape", choices=list(SHAPES))
    parser.add_argument("folder", type=Path, help="that is written")
    parser.add_argument(
        "--tokenizer", type=Path, required=True, help="folder of a CLIP tokenizer"
    )
    arguments = parser.parse_args()
    tokenizer = CLIPTokenizer.from_pretrained(arguments.tokenizer)
    make(arguments.folder, SHAPES[arguments.shape], tokenizer)


if __name__ == "__main__":
    main()
