"""The index beside the model folder: digest, size and path of each file, sorted by path."""

import hashlib
from pathlib import Path


def index_path(folder: Path) -> Path:
    return folder.with_name(folder.name + ".index")


def weight_digests(folder: Path) -> dict[str, str]:
    """The digests of the graphs, which alone decide what a prompt and a seed become."""
    lines = index_path(folder).read_text(encoding="utf-8").splitlines()
    entries = [line.split("  ") for line in lines]
    return {name: digest for digest, _, name in entries if name.endswith(".onnx")}


def write_index(folder: Path) -> Path:
    """Writes `sha256  size  relative/path`, a line a file, next to the folder."""
    lines = [
        f"{_digest(content)}  {len(content)}  {name}\n"
        for name, content in sorted(_contents(folder).items())
    ]
    index = index_path(folder)
    index.write_bytes("".join(lines).encode())
    return index


def file_digests(folder: Path) -> dict[str, str]:
    """The digest of each file that is in the folder now, whatever the index says."""
    return {name: _digest(content) for name, content in _contents(folder).items()}


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
