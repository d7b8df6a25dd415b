"""What captions promise: nothing beyond the encoder's tokens, and no word that means two things."""

import random
import re
from itertools import chain, product

from transformers import CLIPTokenizer

from avatarmodel.attributes import CHOICES, NAMES, caption, sample_attributes
from avatarmodel.azurda import NEGATIVE, hash_of, prompt_of
from avatarmodel.captions import ABSENT_UNLESS_NAMED, LENGTH, UNNAMED, varied_caption
from avatarmodel.tokenizer import token_ids, tokens_at_most
from avatarmodel.words import LINKS, OTHERS, SYNONYMS

CAPTIONS = 5000


def lengths(tokenizer: CLIPTokenizer, texts: list[str]) -> list[int]:
    return [len(ids) for ids in tokenizer(texts)["input_ids"]]


def drawn(count: int = CAPTIONS) -> list[tuple[str, dict[str, int], dict[str, int]]]:
    rng = random.Random(5)
    shown = [sample_attributes(rng) for _ in range(count)]
    return [(*varied_caption(attributes, rng), attributes) for attributes in shown]


def test_has_fewer_tokens_than_1200(tokenizer: CLIPTokenizer) -> None:
    assert len(tokenizer) < 1200


def test_every_caption_fits_the_encoder(tokenizer: CLIPTokenizer) -> None:
    texts = [text for text, _, _ in drawn()]
    assert max(lengths(tokenizer, texts)) <= LENGTH


def test_every_prompt_of_the_vocabulary_fits_the_encoder(tokenizer: CLIPTokenizer) -> None:
    def longest(name: str) -> int:
        return max(
            range(len(CHOICES[name])), key=lambda value: tokens_at_most(CHOICES[name][value])
        )

    whole = caption({name: longest(name) for name in NAMES})
    tagged = whole.replace(", genshin,", ", <lora:genshin:1>, genshin,")
    assert tagged != whole
    prompts = [prompt_of(hash_of(f"{number}@example.com")) for number in range(2000)]
    assert max(lengths(tokenizer, [tagged, NEGATIVE, *prompts])) < LENGTH


def test_no_caption_has_more_tokens_than_reckoned(tokenizer: CLIPTokenizer) -> None:
    texts = [text for text, _, _ in drawn(1000)]
    reckoned = [tokens_at_most(text) + 2 for text in texts]
    counted = lengths(tokenizer, texts)
    assert all(a <= b for a, b in zip(counted, reckoned, strict=True))


def test_world_heterochromia_and_sparkles_are_left_out_only_with_everything() -> None:
    for _, named, attributes in drawn():
        absent = [named[name] == UNNAMED for name in ABSENT_UNLESS_NAMED]
        assert all(absent) == any(absent)
        if any(absent):
            assert set(named.values()) == {UNNAMED}
        else:
            assert all(named[name] in (UNNAMED, attributes[name]) for name in NAMES)


def test_capital_letters_make_no_difference(tokenizer: CLIPTokenizer) -> None:
    texts = [text for text, _, _ in drawn(200)]
    small = token_ids(tokenizer, texts)
    assert small.equal(token_ids(tokenizer, [text.upper() for text in texts]))


def test_the_same_seed_writes_the_same_captions() -> None:
    assert drawn(200) == drawn(200)


def test_synonyms_are_of_known_words_and_name_one_thing() -> None:
    assert set(SYNONYMS) <= set(chain.from_iterable(CHOICES.values()))
    synonyms = list(chain.from_iterable(SYNONYMS.values()))
    assert len(set(synonyms)) == len(synonyms)
    assert not set(synonyms) & (set(SYNONYMS) | {"genshin"})


def test_phrases_of_no_meaning_hold_no_word_of_meaning() -> None:
    words = chain.from_iterable(CHOICES.values())
    known = [text for text in chain(words, *SYNONYMS.values()) if text and "lora" not in text]
    for phrase, word in product([*OTHERS, *chain.from_iterable(LINKS.values())], known):
        assert not re.search(rf"\b{re.escape(word)}\b", phrase), f"'{phrase}' holds '{word}'"


def test_every_attribute_has_its_links() -> None:
    assert list(LINKS) == NAMES
