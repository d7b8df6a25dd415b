import io
import re
from pathlib import Path

from avatarmodel.journal import journal


def test_keeps_with_its_time_what_is_printed(tmp_path: Path) -> None:
    screen = io.StringIO()
    path = tmp_path / "work" / "train.log"
    for text in ("first", "second\nthird"):
        with journal(path, screen):
            print(text, flush=True)
    assert screen.getvalue() == "first\nsecond\nthird\n"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.split(" ")[2] for line in lines] == ["first", "second", "third"]
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d ", line) for line in lines)
