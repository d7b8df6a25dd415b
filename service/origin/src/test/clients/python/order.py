"""What a client program is told to read, and how it says what it saw."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

Seen = dict[str, Any]


class Order(TypedDict):
    """The first argument of every client program, as JSON."""

    endpoint: str
    hosted: str
    otherEndpoint: str
    bucket: str
    hastyBucket: str
    key: str
    oddKey: str
    largeKey: str
    coldKey: str
    retriedKey: str
    lateKey: str
    missingKey: str
    etag: str
    region: str
    wrongRegion: str
    accessKeyId: str
    secretAccessKey: str
    folder: str


RANGE = (100, 299)

ATTRIBUTES = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]


def order() -> Order:
    return json.loads(sys.argv[1])


def whole(content: bytes, etag: str | None, content_type: str | None) -> Seen:
    return {**digest(content), "etag": etag, "type": content_type}


def digest(content: bytes) -> Seen:
    return {"length": len(content), "md5": hashlib.md5(content).hexdigest()}


def listed(key: str, length: int, etag: str) -> Seen:
    """An object of a list."""
    return {"key": key, "length": length, "etag": etag}


def entries_of(page: Seen) -> list[Seen]:
    """The objects of a list, as botocore tells them."""
    return [
        listed(entry["Key"], entry["Size"], entry["ETag"])
        for entry in page.get("Contents", [])
    ]


def attributes_of(answer: Seen) -> Seen:
    """What GetObjectAttributes tells, as botocore tells it."""
    return {
        "etag": answer["ETag"],
        "length": answer["ObjectSize"],
        "storageClass": answer["StorageClass"],
        "crc32": answer["Checksum"]["ChecksumCRC32"],
    }


def refused(code: str, status: int | None = None) -> Seen:
    """A refusal; where an answer has no body, clients take the status for the code."""
    if code.isdigit():
        return {"status": int(code)}
    return {"code": code} if status is None else {"status": status, "code": code}


def report(checks: dict[str, Callable[[], Seen]]) -> None:
    """Runs every check, whatever the others did, and prints what each saw."""
    seen = {}
    for name, check in checks.items():
        try:
            seen[name] = check()
        except Exception as error:  # noqa: BLE001 - a report of whatever a client raises
            seen[name] = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(seen))


def command(
    arguments: list[str], **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        arguments,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )


def succeeded(ended: subprocess.CompletedProcess[bytes]) -> bytes:
    if ended.returncode != 0:
        raise RuntimeError(f"exit code {ended.returncode}: {ended.stderr.decode()}")
    return ended.stdout


def content_of(file: Path) -> Seen:
    return digest(file.read_bytes())
