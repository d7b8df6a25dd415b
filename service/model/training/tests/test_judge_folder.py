"""Tests that a judge of other art is never taken."""

from pathlib import Path

import pytest

from avatarmodel.evaluation.renders import art_digest, prepare_folder


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    prepare_folder(tmp_path)
    path = tmp_path / "judge.pt"
    path.write_bytes(b"weights")
    return path


def test_what_belongs_to_todays_art_is_kept(weights: Path) -> None:
    prepare_folder(weights.parent)

    assert weights.exists()


def test_what_belongs_to_other_art_is_deleted(weights: Path) -> None:
    note = weights.parent / "art.sha256"
    note.write_text("other", encoding="utf-8")

    prepare_folder(weights.parent)

    assert not weights.exists()
    assert note.read_text(encoding="utf-8") == art_digest()
