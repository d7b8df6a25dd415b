"""Tests that a judge of other art is never taken."""

import tempfile
import unittest
from pathlib import Path

from avatarmodel.evaluation.renders import art_digest, prepare_folder


class JudgeFolderTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "judge"
        prepare_folder(self.folder)
        self.weights = self.folder / "judge.pt"
        self.weights.write_bytes(b"weights")

    def test_keeps_what_belongs_to_todays_art(self) -> None:
        prepare_folder(self.folder)

        self.assertTrue(self.weights.exists())

    def test_deletes_what_belongs_to_other_art(self) -> None:
        (self.folder / "art.sha256").write_text("other", encoding="utf-8")

        prepare_folder(self.folder)

        self.assertFalse(self.weights.exists())
        self.assertEqual((self.folder / "art.sha256").read_text(encoding="utf-8"), art_digest())


if __name__ == "__main__":
    unittest.main()
