"""Makes a model in the shape of Stable Diffusion 1.5 or XL, random fp16 weights: for PyTorch, and as ONNX."""

import argparse
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import flops
import make_model
import torch
from diffusers import (
    AutoencoderKL,
    DiffusionPipeline,
    DPMSolverMultistepScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from torch import Tensor, nn
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
)

SEED = 5
TOKENS = make_model.TOKENS
HALF = torch.float16
SIZE_NUMBERS = 6
SCHEDULER = DPMSolverMultistepScheduler(
    beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
)


@dataclass(frozen=True)
class Text:
    """A text encoder."""

    width: int
    layers: int
    heads: int
    activation: str = "quick_gelu"


@dataclass(frozen=True)
class Shape:
    """A model: the fields of the UNet's config, the widths of the decoder, the text encoders."""

    unet: dict[str, object]
    decoder_widths: tuple[int, ...]
    decoder_layers: int
    scaling_factor: float
    texts: tuple[Text, ...]
    vocabulary: int = 49408
    pooled: int = field(default=0)


def _cross(inner: tuple[bool, ...]) -> dict[str, tuple[str, ...]]:
    """The blocks of a UNet, from above, by whether they attend to the prompt."""
    down = tuple("CrossAttnDownBlock2D" if each else "DownBlock2D" for each in inner)
    up = tuple("CrossAttnUpBlock2D" if each else "UpBlock2D" for each in inner)
    return {"down_block_types": down, "up_block_types": up[::-1]}


def _xl(pooled: int, time_width: int, **unet: object) -> dict[str, object]:
    return {
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": time_width,
        "projection_class_embeddings_input_dim": pooled + SIZE_NUMBERS * time_width,
        "use_linear_projection": True,
        **_cross((False, True, True)),
        **unet,
    }


SHAPES = {
    "sd15": Shape(
        unet={
            "sample_size": 64,
            "block_out_channels": (320, 640, 1280, 1280),
            "attention_head_dim": 8,
            "cross_attention_dim": 768,
            **_cross((True, True, True, False)),
        },
        decoder_widths=(128, 256, 512, 512),
        decoder_layers=2,
        scaling_factor=0.18215,
        texts=(Text(768, 12, 12),),
    ),
    "sdxl": Shape(
        unet=_xl(
            pooled=1280,
            time_width=256,
            sample_size=128,
            block_out_channels=(320, 640, 1280),
            attention_head_dim=(5, 10, 20),
            transformer_layers_per_block=(1, 2, 10),
            cross_attention_dim=2048,
        ),
        decoder_widths=(128, 256, 512, 512),
        decoder_layers=2,
        scaling_factor=0.13025,
        texts=(Text(768, 12, 12), Text(1280, 32, 20, "gelu")),
        pooled=1280,
    ),
    "tiny-sd15": Shape(
        unet={
            "sample_size": 8,
            "layers_per_block": 1,
            "block_out_channels": (32, 64),
            "attention_head_dim": 2,
            "cross_attention_dim": 32,
            **_cross((True, False)),
        },
        decoder_widths=(32, 32, 32, 32),
        decoder_layers=1,
        scaling_factor=0.18215,
        texts=(Text(32, 2, 2),),
        vocabulary=1000,
    ),
    "tiny-sdxl": Shape(
        unet=_xl(
            pooled=32,
            time_width=8,
            sample_size=8,
            layers_per_block=1,
            block_out_channels=(32, 64, 64),
            attention_head_dim=(2, 4, 4),
            transformer_layers_per_block=(1, 1, 2),
            cross_attention_dim=64,
        ),
        decoder_widths=(32, 32, 32, 32),
        decoder_layers=1,
        scaling_factor=0.13025,
        texts=(Text(32, 2, 2), Text(32, 2, 2, "gelu")),
        vocabulary=1000,
        pooled=32,
    ),
}


class HiddenStatesExport(nn.Module):
    """The two last hidden states, and what is pooled and projected where there is that."""

    def __init__(self, encoder: nn.Module, pooled: bool) -> None:
        super().__init__()
        self.encoder = encoder
        self.pooled = pooled

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        result = self.encoder(input_ids, output_hidden_states=True)
        states = tuple(result.hidden_states[-2:])
        return (*states, result.text_embeds) if self.pooled else states


class XlUnetExport(nn.Module):
    def __init__(self, unet: UNet2DConditionModel) -> None:
        super().__init__()
        self.unet = unet

    def forward(
        self,
        sample: Tensor,
        timestep: Tensor,
        encoder_hidden_states: Tensor,
        text_embeds: Tensor,
        time_ids: Tensor,
    ) -> Tensor:
        return self.unet(
            sample,
            timestep,
            encoder_hidden_states,
            added_cond_kwargs={"text_embeds": text_embeds, "time_ids": time_ids},
            return_dict=False,
        )[0]


def make_text_encoder(
    shape: Shape, text: Text, projecting: bool, tokenizer: CLIPTokenizer
) -> nn.Module:
    config = CLIPTextConfig(
        vocab_size=shape.vocabulary,
        hidden_size=text.width,
        intermediate_size=4 * text.width,
        projection_dim=shape.pooled or text.width,
        num_hidden_layers=text.layers,
        num_attention_heads=text.heads,
        hidden_act=text.activation,
        max_position_embeddings=TOKENS,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        attn_implementation="eager",
    )
    kind = CLIPTextModelWithProjection if projecting else CLIPTextModel
    return kind(config).eval()


def make_unet(shape: Shape) -> UNet2DConditionModel:
    unet = UNet2DConditionModel(**shape.unet).eval()
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
        scaling_factor=shape.scaling_factor,
        force_upcast=False,  # all decode in fp16
    ).eval()
    with torch.no_grad():
        drawn = vae.decode(torch.randn(1, 4, 16, 16)).sample
        vae.decoder.conv_out.weight.mul_(make_model.CONTRAST / drawn.std())
    return vae


def make_pipeline(shape: Shape, tokenizer: CLIPTokenizer) -> DiffusionPipeline:
    torch.manual_seed(SEED)
    last = len(shape.texts) - 1
    encoders = [
        make_text_encoder(shape, text, shape.pooled > 0 and i == last, tokenizer).half()
        for i, text in enumerate(shape.texts)
    ]
    parts = {
        "vae": make_vae(shape).half(),
        "text_encoder": encoders[0],
        "tokenizer": tokenizer,
        "unet": make_unet(shape).half(),
        "scheduler": SCHEDULER,
    }
    if shape.pooled:
        second = {"text_encoder_2": encoders[1], "tokenizer_2": tokenizer}
        return StableDiffusionXLPipeline(**parts, **second, add_watermarker=False)
    nobody = {"safety_checker": None, "feature_extractor": None}
    return StableDiffusionPipeline(**parts, **nobody, requires_safety_checker=False)


def export_text_encoder(encoder: nn.Module, of_two: bool, path: Path) -> None:
    pooled = isinstance(encoder, CLIPTextModelWithProjection)
    layers = encoder.config.num_hidden_layers
    outputs = ["last_hidden_state"]
    module: nn.Module = make_model.TextEncoderExport(encoder)
    if of_two:
        module = HiddenStatesExport(encoder, pooled)
        outputs = [f"hidden_states.{layers - 1}", f"hidden_states.{layers}"]
    outputs += ["text_embeds"] if pooled else []
    path.parent.mkdir(parents=True)
    torch.onnx.export(
        module,
        (torch.zeros(2, TOKENS, dtype=torch.int64),),
        str(path),
        input_names=["input_ids"],
        output_names=outputs,
        dynamic_axes={name: {0: "batch"} for name in ("input_ids", *outputs)},
        opset_version=17,
        dynamo=False,
    )


def export_unet(pipeline: DiffusionPipeline, shape: Shape, path: Path) -> None:
    width = pipeline.unet.config.cross_attention_dim
    inputs = {
        "sample": torch.zeros(2, 4, 16, 16, dtype=HALF),
        "timestep": torch.tensor([500, 500]),
        "encoder_hidden_states": torch.zeros(2, TOKENS, width, dtype=HALF),
    }
    module: nn.Module = make_model.UnetExport(pipeline.unet)
    if shape.pooled:
        module = XlUnetExport(pipeline.unet)
        inputs["text_embeds"] = torch.zeros(2, shape.pooled, dtype=HALF)
        inputs["time_ids"] = torch.zeros(2, SIZE_NUMBERS, dtype=HALF)
    make_model.export(module, inputs, "out_sample", path)


def export(pipeline: DiffusionPipeline, shape: Shape, folder: Path) -> None:
    """In diffusers' ONNX layout."""
    decoder = make_model.DecoderExport(pipeline.vae)
    latent = {"latent_sample": torch.zeros(2, 4, 16, 16, dtype=HALF)}
    for i in range(len(shape.texts)):
        suffix = f"_{i + 1}" if i else ""
        encoder = getattr(pipeline, f"text_encoder{suffix}")
        path = folder / f"text_encoder{suffix}/model.onnx"
        export_text_encoder(encoder, shape.pooled > 0, path)
        tokenizer = folder / f"tokenizer{suffix}"
        shutil.copytree(pipeline.tokenizer.name_or_path, tokenizer)
    export_unet(pipeline, shape, folder / "unet/model.onnx")
    make_model.export(decoder, latent, "sample", folder / "vae_decoder/model.onnx")
    pipeline.scheduler.save_pretrained(folder / "scheduler")
    pipeline.unet.save_config(folder / "unet")
    pipeline.vae.save_config(folder / "vae_decoder")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shape", choices=list(SHAPES))
    parser.add_argument("folder", type=Path, help="that is written")
    parser.add_argument(
        "--tokenizer", type=Path, required=True, help="folder of a CLIP tokenizer"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", required=True, help="whose FLOPs are counted"
    )
    arguments = parser.parse_args()
    print(f"seed {SEED}")
    shape = SHAPES[arguments.shape]
    tokenizer = CLIPTokenizer.from_pretrained(arguments.tokenizer)
    pipeline = make_pipeline(shape, tokenizer)
    pipeline.save_pretrained(arguments.folder / "torch")
    with torch.no_grad():
        export(pipeline, shape, arguments.folder / "onnx")
    index = "model_index.json"
    shutil.copy(arguments.folder / "torch" / index, arguments.folder / "onnx" / index)
    work = flops.of(pipeline, arguments.sizes)
    (arguments.folder / "flops.json").write_text(json.dumps(work, indent=2))


if __name__ == "__main__":
    main()
