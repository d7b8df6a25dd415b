"""Runs the checklist with rclone."""

import json
import subprocess
from pathlib import Path

from order import Seen, command, content_of, order, report, succeeded

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
    )


def remote(key: str, bucket: str = BUCKET) -> str:
    return f":s3:{bucket}/{key}"


def copied(key: str, bucket: str = BUCKET, **options: str) -> Seen:
    """Compares the file's MD5 with the ETag, as rclone does of itself."""
    file = FOLDER / "copied"
    file.unlink(missing_ok=True)
    streams = ["--multi-thread-cutoff", "4M", "--multi-thread-streams", "4"]
    succeeded(rclone("copyto", *streams, remote(key, bucket), str(file), **options))
    return content_of(file)


def described() -> Seen:
    listed = succeeded(rclone("lsjson", "--hash", "--stat", remote(ORDER["key"])))
    entry = json.loads(listed)
    return {
        "length": entry["Size"],
        "etag": entry["Hashes"]["md5"],
        "type": entry["MimeType"],
    }


def listed() -> Seen:
    keys: dict[str, list[str]] = {}
    for version in ("1", "2"):
        answer = succeeded(
            rclone("lsf", "-R", "--files-only", f":s3:{BUCKET}", list_version=version)
        )
        keys[version] = answer.decode().splitlines()
    if keys["1"] != keys["2"]:
        raise RuntimeError(f"the versions of ListObjects differ: {keys}")
    return {"keys": keys["2"]}


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
        "list": listed,
        "large": lambda: copied(ORDER["largeKey"]),
        "presigned": presigned,
        "missing": missing,
        "wrongSecret": wrong_secret,
        "wrongRegion": wrong_region,
        "buckets": buckets,
        "oddKey": lambda: copied(ORDER["oddKey"], endpoint=ORDER["otherEndpoint"]),
        "retried": lambda: copied(
            ORDER["retriedKey"], ORDER["hastyBucket"], endpoint=ORDER["otherEndpoint"]
        ),
        "cold": lambda: copied(ORDER["coldKey"]),
    }
)
