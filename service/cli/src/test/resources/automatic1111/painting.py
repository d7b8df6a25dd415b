"""Draws with ONNX Runtime and NumPy from a folder in diffusers' layout: DPM++ 2M alone."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

Floats = NDArray[np.float64]
CHUNK = 77
WORDS = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


@dataclass(frozen=True)
class Order:
    """What to draw."""

    prompt: str
    negative_prompt: str
    seed: int
    steps: int
    cfg_scale: float
    width: int
    height: int
    karras: bool


class Painter:
    """Text encoder, UNet, sampler and decoder."""

    def __init__(self, folder: Path) -> None:
        self._words = _tokenizer(folder / "tokenizer")
        self._schedule = _json(folder / "scheduler/scheduler_config.json")
        self._decoding = _json(folder / "vae_decoder/config.json")
        self._text_encoder = _session(folder / "text_encoder")
        self._unet = _session(folder / "unet")
        self._decoder = _session(folder / "vae_decoder")

    def paint(self, order: Order) -> NDArray[np.uint8]:
        """The picture as [height, width, 3]."""
        states = [self._states(text) for text in (order.negative_prompt, order.prompt)]
        levels, times = _levels(self._schedule, order.steps, order.karras)
        latent = self._noise(order)
        earlier: list[Floats] = []
        for step, time in enumerate(times):
            unguided, guided = (self._predict(latent, time, state) for state in states)
            prediction = unguided + order.cfg_scale * (guided - unguided)
            alpha, sigma = _alpha_sigma(levels[step])
            earlier.append(alpha * latent - sigma * prediction)
            latent = _next(latent, levels, step, earlier[-2:])
        return self._decode(latent)

    def _states(self, text: str) -> NDArray:
        start, end = (
            self._words.token_to_id(f"<|{name}oftext|>") for name in ("start", "end")
        )
        tokens = self._words.encode(text).ids[: CHUNK - 2]
        padded = [start, *tokens, end] + [end] * (CHUNK - 2 - len(tokens))
        return _run(self._text_encoder, input_ids=np.array([padded]))

    def _predict(self, latent: Floats, time: int, states: NDArray) -> Floats:
        predicted = _run(
            self._unet,
            sample=latent,
            timestep=np.array([time]),
            encoder_hidden_states=states,
        )
        return predicted.astype(np.float64)

    def _noise(self, order: Order) -> Floats:
        channels = self._decoding["latent_channels"]
        factor = 2 ** (len(self._decoding["block_out_channels"]) - 1)
        shape = (1, channels, order.height // factor, order.width // factor)
        return _normal(order.seed, int(np.prod(shape))).reshape(shape)

    def _decode(self, latent: Floats) -> NDArray[np.uint8]:
        scaled = latent / self._decoding["scaling_factor"]
        planes = _run(self._decoder, latent_sample=scaled)[0]
        unit = np.clip(planes / 2 + 0.5, 0, 1)
        return (unit.transpose(1, 2, 0) * 255).round().astype(np.uint8)


def _tokenizer(folder: Path) -> Tokenizer:
    """CLIP's."""
    merges = [
        tuple(line.split())
        for line in (folder / "merges.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    words = Tokenizer(
        models.BPE(
            vocab=_json(folder / "vocab.json"),
            merges=merges,
            end_of_word_suffix="</w>",
            unk_token="<|endoftext|>",
        )
    )
    words.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Lowercase(),
        ]
    )
    words.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    return words


def _levels(schedule: dict, steps: int, karras: bool) -> tuple[Floats, list[int]]:
    """Noise levels, the last of them 0, and the timestep of each but the last."""
    ends = np.sqrt([schedule["beta_start"], schedule["beta_end"]])
    count = schedule["num_train_timesteps"]
    kept = np.cumprod(1 - np.linspace(*ends, count) ** 2)
    trained = np.sqrt((1 - kept) / kept)
    if karras:
        root = np.linspace(trained[-1] ** (1 / 7), trained[0] ** (1 / 7), steps)
        levels = root**7
        times = np.interp(np.log(levels), np.log(trained), np.arange(count)).round()
    else:
        times = np.linspace(0, count - 1, steps + 1).round()[::-1][:-1]
        levels = np.interp(times, np.arange(count), trained)
    return np.append(levels, 0.0), [int(time) for time in times]


def _alpha_sigma(level: float) -> tuple[float, float]:
    alpha = 1 / np.sqrt(level**2 + 1)
    return alpha, level * alpha


def _next(latent: Floats, levels: Floats, step: int, predicted: list[Floats]) -> Floats:
    """One step of DPM-Solver++, of first order at the ends."""
    alpha, sigma = _alpha_sigma(levels[step + 1])
    if sigma == 0:
        return predicted[-1]
    _, sigma_before = _alpha_sigma(levels[step])
    growth = np.log(levels[step]) - np.log(levels[step + 1])
    shrink = np.expm1(-growth)
    following = (sigma / sigma_before) * latent - alpha * shrink * predicted[-1]
    if step > 0:
        ratio = (np.log(levels[step - 1]) - np.log(levels[step])) / growth
        slope = (predicted[-1] - predicted[-2]) / ratio
        following -= 0.5 * alpha * shrink * slope
    return following


def _normal(seed: int, count: int) -> Floats:
    """As torch.randn on a CPU gives them, for a multiple of 16."""
    drawn = np.random.RandomState(seed).randint(0, 2**32, count, dtype=np.uint32)
    unit = (drawn & 0xFFFFFF).astype(np.float32) / np.float32(2**24)
    first, second = unit.reshape(-1, 2, 8).swapaxes(0, 1)
    radius = np.sqrt(-2 * np.log(1 - first))
    angle = 2 * np.pi * second
    pairs = [radius * np.cos(angle), radius * np.sin(angle)]
    return np.stack(pairs, axis=1).reshape(-1).astype(np.float64)


def _session(folder: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        folder / "model.onnx", options, providers=["CPUExecutionProvider"]
    )


def _run(session: onnxruntime.InferenceSession, **values: NDArray) -> NDArray:
    kinds = {
        "tensor(float)": np.float32,
        "tensor(int64)": np.int64,
        "tensor(int32)": np.int32,
    }
    given = {
        node.name: values[node.name].astype(kinds[node.type])
        for node in session.get_inputs()
    }
    return session.run([session.get_outputs()[0].name], given)[0]


def _json(file: Path) -> dict:
    return json.loads(file.read_text())
