"""A tokenizer in CLIP's file format whose byte-pair merges cover the vocabulary's own words."""

import collections
import functools
import json
import re
from pathlib import Path

import torch
from transformers import CLIPTokenizer

from avatarmodel.attributes import CHOICES, PREFIX, SUFFIX
from avatarmodel.words import LINKS, OPENINGS, SYNONYMS

LENGTH = 77
START = "<|startoftext|>"
END = "<|endoftext|>"
WORD_END = "</w>"

# Words that negative prompts use, and colours, besides the vocabulary's words and their synonyms.
USUAL_WORDS = """
on person face red blue green brown black white yellow pink purple orange gray city jacket beard
glasses hat bad low worst quality lowres blurry ugly deformed text watermark extra fingers hands
anatomy error missing cropped jpeg artifacts signature username
""".split()

Pair = tuple[str, str]


def byte_characters() -> list[str]:
    """CLIP's printable stand-ins for the 256 bytes, printable bytes first."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = 256 - len(printable)
    return [chr(byte) for byte in printable] + [chr(256 + n) for n in range(others)]


@functools.cache
def vocabulary_words() -> frozenset[str]:
    """The words that are one token each."""
    tables = (CHOICES, SYNONYMS, LINKS)
    texts = [text for table in tables for words in table.values() for text in words]
    texts += [PREFIX, SUFFIX, *OPENINGS, *USUAL_WORDS]
    return frozenset(word for text in texts for word in re.findall(r"[a-z]+", text.lower()))


def tokens_at_most(text: str) -> int:
    """No more tokens than this: one a known word, one a character of everything else."""
    known = vocabulary_words()
    parts = re.findall(r"[a-z]+|\S", text.lower())
    return sum(1 if part in known else len(part) for part in parts)


def learn_merges(words: list[str]) -> list[Pair]:
    """Merges the most frequent pair again and again until every word is one token."""
    pieces = {text: [*text[:-1], text[-1] + WORD_END] for text in words}
    merges: list[Pair] = []
    while True:
        counts: collections.Counter[Pair] = collections.Counter()
        for sequence in pieces.values():
            counts.update(zip(sequence, sequence[1:], strict=False))
        if not counts:
            return merges
        best = max(counts, key=lambda pair: (counts[pair], pair))
        merges.append(best)
        pieces = {text: _merged(sequence, best) for text, sequence in pieces.items()}


def _merged(sequence: list[str], pair: Pair) -> list[str]:
    merged: list[str] = []
    position = 0
    while position < len(sequence):
        if tuple(sequence[position : position + 2]) == pair:
            merged.append("".join(pair))
            position += 2
        else:
            merged.append(sequence[position])
            position += 1
    return merged


def write_tokenizer(folder: Path) -> None:
    """Writes the four tokenizer files of a diffusers folder."""
    merges = learn_merges(sorted(vocabulary_words()))
    characters = byte_characters()
    tokens = characters + [character + WORD_END for character in characters]
    tokens += ["".join(pair) for pair in merges] + [START, END]
    vocabulary = {token: number for number, token in enumerate(dict.fromkeys(tokens))}

    def special(content: str) -> dict[str, object]:
        flags = {"lstrip": False, "normalized": True, "rstrip": False, "single_word": False}
        return {"content": content, **flags}

    names = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
    config = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": LENGTH,
        "do_lower_case": True,
        "add_prefix_space": False,
        "errors": "replace",
        **names,
    }
    specials = {name: special(token) for name, token in names.items()} | {"pad_token": END}

    folder.mkdir(parents=True, exist_ok=True)
    lines = ["#version: 0.2", *(" ".join(pair) for pair in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_json(folder / "vocab.json", vocabulary)
    _write_json(folder / "special_tokens_map.json", specials)
    _write_json(folder / "tokenizer_config.json", config)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def load_tokenizer(folder: Path) -> CLIPTokenizer:
    return CLIPTokenizer(
        str(folder / "vocab.json"),
        str(folder / "merges.txt"),
        unk_token=END,
        pad_token=END,
        model_max_length=LENGTH,
    )


def token_ids(tokenizer: CLIPTokenizer, texts: list[str]) -> torch.Tensor:
    """Token numbers [batch, 77], padded with the end token."""
    encoded = tokenizer(texts, padding="max_length", max_length=LENGTH, truncation=True)
    return torch.tensor(encoded["input_ids"])
