"""Where the scripts read and write unless they are told otherwise."""

from pathlib import Path

TRAINING = Path(__file__).resolve().parent.parent
MODULE = TRAINING.parent
REPOSITORY = MODULE.parent.parent

WORK = TRAINING / "work"
READER_REQUIREMENTS = TRAINING / "requirements-reader.txt"
BUNDLED = MODULE / "src/main/resources/io/avatarorigin/model/bundled"
GOLDEN = MODULE / "src/test/resources/golden"
