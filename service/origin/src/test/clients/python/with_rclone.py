"""Runs the checklist with rclone."""

import json
import subprocess
from pathlib import Path

from order import (
    RANGE,
    Seen,
    command,
    content_of,
    digest,
    listed,
    order,
    report,
    succeeded,
)

ORDER = order()
BUCKET = ORDER["bucket"]
FOLDER = Path(ORDER["folder"])


def rclone(*arguments: str, **options: str) -> subprocess.CompletedProcess[bytes]:
    return command(
        ["rclone", "--config", "", "--retries", "1", *arguments],
        HOME=str(FOLDER),
        PATH="/usr/local/bin:/usr/bin:/bin",
        RCLONE_S3_PROVIDER="Other",
        RCLONE_S3_ENDPOINT=options.get("endpoint", ORDER["endpoint"]),
        RCLONE_S3_REGION=options.get("region", ORDER["region"]),
        RCLONE_S3_ACCESS_KEY_ID=ORDER["accessKeyId"],
        RCLONE_S3_SECRET_ACCESS_KEY=options.get("secret", ORDER["secretAccessKey"]),
        RCLONE_S3_LIST_VERSION=options.get("list_version", "2"),
        RCLONE_S3_LIST_CHUNK="2",
    )


def remote(key: str, bucket: str = BUCKET) -> str:
    return f":s3:{bucket}/{key}"


def copied(key: str, bucket: str = BUCKET, streams: int = 0, **options: str) -> Seen:
    """Compares the file's MD5 with the ETag, as rclone does of itself."""
    file = FOLDER / "copied"
    file.unlink(missing_ok=True)
    parts = ["--multi-thread-cutoff", "5M", "--multi-thread-streams", str(streams)]
    succeeded(rclone("copyto", *parts, remote(key, bucket), str(file), **options))
    return content_of(file)


def described() -> Seen:
    listed = succeeded(rclone("lsjson", "--hash", "--stat", remote(ORDER["key"])))
    entry = json.loads(listed)
    return {
        "length": entry["Size"],
        "etag": entry["Hashes"]["md5"],
        "type": entry["MimeType"],
    }


def everything() -> Seen:
    told: dict[str, list[Seen]] = {}
    for version in ("1", "2"):
        options = {"endpoint": ORDER["otherEndpoint"], "list_version": version}
        names = ["-R", "--files-only", f":s3:{BUCKET}"]
        entries = json.loads(succeeded(rclone("lsjson", "--hash", *names, **options)))
        told[version] = [
            listed(entry["Path"], entry["Size"], entry["Hashes"]["md5"])
            for entry in entries
        ]
        keys = succeeded(rclone("lsf", *names, **options)).decode().splitlines()
        if keys != [entry["key"] for entry in told[version]]:
            raise RuntimeError(f"lsf and lsjson differ: {keys} {told[version]}")
    if told["1"] != told["2"]:
        raise RuntimeError(f"the versions of ListObjects differ: {told}")
    return {"objects": told["2"]}


def ranged() -> Seen:
    """It finds what it prints through the list of the folder."""
    first, last = RANGE
    part = ["--offset", str(first), "--count", str(last - first + 1)]
    return digest(succeeded(rclone("cat", *part, remote(ORDER["key"]))))


def missing() -> Seen:
    """It takes a key that there is not for a folder, and of that finds nothing."""
    ended = rclone("copyto", "-v", remote(ORDER["missingKey"]), str(FOLDER / "missing"))
    if (FOLDER / "missing").is_file():
        raise RuntimeError("it wrote a file")
    said = ended.stderr.decode()
    return {"status": 404} if ended.returncode == 0 else {"error": said}


def buckets() -> Seen:
    lines = succeeded(rclone("lsf", ":s3:")).decode().splitlines()
    return {"buckets": [line.removesuffix("/") for line in lines]}


def presigned() -> Seen:
    url = succeeded(rclone("link", "--expire", "1h", remote(ORDER["key"])))
    return {"url": url.decode().strip()}


def wrong_secret() -> Seen:
    said = rclone("lsf", f":s3:{BUCKET}", secret="wrong").stderr.decode()
    if "SignatureDoesNotMatch" not in said or "status code: 403" not in said:
        raise RuntimeError(f"no refusal: {said}")
    return {"status": 403, "code": "SignatureDoesNotMatch"}


def wrong_region() -> Seen:
    said = rclone("lsf", f":s3:{BUCKET}", region=ORDER["wrongRegion"]).stderr.decode()
    if "AuthorizationHeaderMalformed" not in said or "status code: 400" not in said:
        raise RuntimeError(f"no refusal: {said}")
    return {"status": 400, "code": "AuthorizationHeaderMalformed"}


report(
    {
        "get": lambda: copied(ORDER["key"]),
        "head": described,
        "list": everything,
        "range": ranged,
        "large": lambda: copied(ORDER["largeKey"]),
        "parts": lambda: copied(ORDER["largeKey"], streams=4),
        "presigned": presigned,
        "missing": missing,
        "wrongSecret": wrong_secret,
        "wrongRegion": wrong_region,
        "buckets": buckets,
        "oddKey": lambda: copied(ORDER["oddKey"], endpoint=ORDER["otherEndpoint"]),
        "retried": lambda: copied(ORDER["retriedKey"], ORDER["hastyBucket"]),
        "cold": lambda: copied(ORDER["coldKey"]),
    }
)
