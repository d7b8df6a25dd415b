"""Writes the model folder: ONNX graphs with half-precision weights, checked against torch."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from avatarmodel.decoder import load_decoder
from avatarmodel.drawing import session
from avatarmodel.folder import graph_of, write_descriptions
from avatarmodel.graphs import HALVED
from avatarmodel.index import write_index
from avatarmodel.text_encoder import load_text_encoder
from avatarmodel.tokenizer import load_tokenizer, token_ids
from avatarmodel.unet import CELLS, CHANNELS, load_unet

OPSET = 17
SMALLEST_HALVED = 256  # elements; smaller tensors stay as they are
FULL_TOLERANCE = 1e-4
HALF_TOLERANCE = 2e-2

Axes = dict[str, dict[int, str]]


@dataclass(frozen=True)
class Part:
    """One graph of the folder, with inputs to trace and to check it with."""

    name: str
    module: nn.Module
    arguments: tuple[Tensor, ...]
    inputs: list[str]
    outputs: list[str]
    axes: Axes


class Wrapped(nn.Module):
    """A module whose answer is brought into the form that the graph shall have."""

    def __init__(self, module: nn.Module, call: Callable[..., object]) -> None:
        super().__init__()
        self.module = module
        self.call = call

    def forward(self, *arguments: Tensor) -> object:
        return self.call(self.module, *arguments)


def _text_states(encoder: nn.Module, ids: Tensor) -> tuple[Tensor, Tensor]:
    answer = encoder(ids.long())
    return answer.last_hidden_state, answer.pooler_output


def _velocity(unet: nn.Module, sample: Tensor, timestep: Tensor, states: Tensor) -> Tensor:
    return unet(sample, timestep, states, return_dict=False)[0]


def parts_of(weights: Path) -> list[Part]:
    """The three graphs, made of text_encoder.pt, unet.pt and decoder.pt in the folder."""
    tokenizer = load_tokenizer(weights / "tokenizer")
    encoder = load_text_encoder(tokenizer, weights / "text_encoder.pt")
    encoder.config._attn_implementation = "eager"  # the fused one has no ONNX form
    ids = token_ids(tokenizer, ["1girl, blonde, smile", ""])
    states = encoder(ids).last_hidden_state
    latents = torch.randn(2, CHANNELS, CELLS, CELLS, generator=torch.Generator().manual_seed(0))
    cells = {0: "batch", 2: "height", 3: "width"}
    return [
        Part(
            "text_encoder",
            Wrapped(encoder, _text_states),
            (ids,),
            ["input_ids"],
            ["last_hidden_state", "pooler_output"],
            {name: {0: "batch"} for name in ("input_ids", "last_hidden_state", "pooler_output")},
        ),
        Part(
            "unet",
            Wrapped(load_unet(weights / "unet.pt"), _velocity),
            (latents, torch.tensor([500, 500]), states),
            ["sample", "timestep", "encoder_hidden_states"],
            ["out_sample"],
            {
                "sample": cells,
                "timestep": {0: "batch"},
                "encoder_hidden_states": {0: "batch", 1: "tokens"},
                "out_sample": cells,
            },
        ),
        Part(
            "vae_decoder",
            load_decoder(weights / "decoder.pt"),
            (latents,),
            ["latent_sample"],
            ["sample"],
            {
                "latent_sample": cells,
                "sample": {0: "batch", 2: "picture_height", 3: "picture_width"},
            },
        ),
    ]


def export_folder(weights: Path, output: Path) -> None:
    """Writes everything but licence and model card, which are kept by hand, and the index."""
    shutil.copytree(weights / "tokenizer", output / "tokenizer", dirs_exist_ok=True)
    tokenizer = load_tokenizer(weights / "tokenizer")
    encoder = load_text_encoder(tokenizer, weights / "text_encoder.pt")
    write_descriptions(output, load_unet(weights / "unet.pt"), encoder)
    with tempfile.TemporaryDirectory() as scratch:
        for part in parts_of(weights):
            full = Path(scratch) / f"{part.name}.onnx"
            half = graph_of(output, part.name)
            half.parent.mkdir(parents=True, exist_ok=True)
            _export(part, full)
            store_halved(full, half)
            _check(part, full, FULL_TOLERANCE)
            _check(part, half, HALF_TOLERANCE)
    print(f"wrote {write_index(output)}")


def _export(part: Part, output: Path) -> None:
    with torch.no_grad():
        torch.onnx.export(
            part.module,
            part.arguments,
            str(output),
            input_names=part.inputs,
            output_names=part.outputs,
            dynamic_axes=part.axes,
            opset_version=OPSET,
            dynamo=False,
        )


def store_halved(source: Path, target: Path) -> None:
    """Stores large tensors in half precision, each followed by a cast to single precision."""
    model = onnx.load(source)
    graph = model.graph
    stored, casts = [], []
    for tensor in graph.initializer:
        large = np.prod(tensor.dims) >= SMALLEST_HALVED
        if tensor.data_type != TensorProto.FLOAT or not large:
            stored.append(tensor)
            continue
        name = tensor.name + HALVED
        halved = numpy_helper.to_array(tensor).astype(np.float16)
        stored.append(numpy_helper.from_array(halved, name))
        cast = helper.make_node(
            "Cast", [name], [tensor.name], to=TensorProto.FLOAT, name=f"{name}_cast"
        )
        casts.append(cast)
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(stored)
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _check(part: Part, model: Path, tolerance: float) -> None:
    """Compares ONNX Runtime with torch, relative to the largest value."""
    with torch.no_grad():
        answer = part.module(*part.arguments)
    expected = (answer[0] if isinstance(answer, tuple) else answer).numpy()
    feeds = {name: value.numpy() for name, value in zip(part.inputs, part.arguments, strict=True)}
    actual = session(model).run(None, feeds)[0]
    difference = np.abs(actual - expected).max() / np.abs(expected).max()
    print(f"{part.name}: {model.stat().st_size} bytes, differs from torch by {difference:.1e}")
    if difference > tolerance:
        raise ValueError(f"{model} differs from torch by {difference}, more than {tolerance}")
