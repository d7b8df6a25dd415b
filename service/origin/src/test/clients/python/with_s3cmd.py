"""Runs the checklist with s3cmd, which asks by HEAD before it reads: refusals have no body."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

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

# Runs s3cmd with a clock that is slow by 20 minutes.
SLOW = """
import datetime, runpy, shutil, sys, types
import S3.Crypto
class Late(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return super().utcnow() - datetime.timedelta(minutes=20)
S3.Crypto.datetime = types.SimpleNamespace(datetime=Late)
sys.argv[0] = shutil.which("s3cmd")
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def s3cmd(*arguments: str, **options: str) -> subprocess.CompletedProcess[bytes]:
    host = urlsplit(options.get("endpoint", ORDER["endpoint"])).netloc
    region = options.get("region", ORDER["region"])
    secret = options.get("secret", ORDER["secretAccessKey"])
    settings = FOLDER / "s3cmd.cfg"
    settings.write_text(
        f"[default]\naccess_key = {ORDER['accessKeyId']}\nsecret_key = {secret}\n"
        f"host_base = {host}\nhost_bucket = {host}\nbucket_location = {region}\n"
        "use_https = False\nsignature_v2 = False\n"
    )
    program = ["s3cmd"]
    if "clock" in options:
        program = ["/usr/bin/python3", "-c", options["clock"]]
    return command(
        [*program, "-c", str(settings), "--no-progress", *arguments],
        HOME=str(FOLDER),
        PATH="/usr/local/bin:/usr/bin:/bin",
        LC_ALL="C.UTF-8",
    )


def uri(key: str, bucket: str = BUCKET) -> str:
    return f"s3://{bucket}/{key}"


def got(key: str, bucket: str = BUCKET, **options: str) -> Seen:
    """It warns where the MD5 of what it read is not the ETag."""
    file = FOLDER / "got"
    ended = s3cmd("get", "--force", uri(key, bucket), str(file), **options)
    succeeded(ended)
    if b"MD5" in ended.stderr:
        raise RuntimeError(ended.stderr.decode())
    return content_of(file)


def continued() -> Seen:
    """It reads what a file lacks at its end; what is there already it takes as it is."""
    file = FOLDER / "continued"
    file.write_bytes(b"?" * RANGE[0])
    succeeded(s3cmd("get", "--continue", uri(ORDER["key"]), str(file)))
    content = file.read_bytes()
    if not content.startswith(b"?" * RANGE[0]):
        raise RuntimeError("it began anew")
    return digest(content[RANGE[0] : RANGE[1] + 1])


def described() -> Seen:
    said = succeeded(s3cmd("info", uri(ORDER["key"]))).decode()
    fields = dict(re.findall(r"^ +([\w ]+?): +(.*)$", said, re.MULTILINE))
    return {
        "length": int(fields["File size"]),
        "etag": fields["MD5 sum"],
        "type": fields["MIME type"],
    }


def buckets() -> Seen:
    lines = succeeded(s3cmd("ls")).decode().splitlines()
    return {"buckets": [line.split("s3://")[1] for line in lines]}


def location() -> Seen:
    """Of a bucket it asks for location, policy, CORS, lifecycle and more."""
    said = succeeded(s3cmd("info", f"s3://{BUCKET}")).decode()
    found = re.search(r"Location: +(\S+)", said)
    return {"region": found.group(1) if found else said}


def everything() -> Seen:
    names = ["--recursive", "--list-md5", f"s3://{BUCKET}"]
    said = succeeded(s3cmd("ls", *names, endpoint=ORDER["otherEndpoint"])).decode()
    lines = [line.split(maxsplit=4) for line in said.splitlines()]
    return {
        "objects": [
            listed(name.split("/", 3)[3], int(size), md5)
            for _, _, size, md5, name in lines
        ]
    }


def refusal(key: str, **options: str) -> Seen:
    ended = s3cmd("get", "--force", uri(key), str(FOLDER / "refused"), **options)
    said = ended.stderr.decode()
    if ended.returncode == 64 and said.rstrip().endswith("does not exist."):
        return {"status": 404}
    refusal = re.search(r"ERROR: S3 error: (\d+) \((.+)\)", said)
    if ended.returncode == 0 or refusal is None:
        raise RuntimeError(f"no refusal: {ended.returncode} {said}")
    return {"status": int(refusal.group(1))}  # its code is the status' text


def signed() -> Seen:
    url = succeeded(s3cmd("signurl", uri(ORDER["key"]), "+3600")).decode().strip()
    return {"url": url}


report(
    {
        "get": lambda: got(ORDER["key"]),
        "head": described,
        "list": everything,
        "range": continued,
        "large": lambda: got(ORDER["largeKey"]),
        "signatureVersion2": signed,
        "missing": lambda: refusal(ORDER["missingKey"]),
        "wrongSecret": lambda: refusal(ORDER["key"], secret="wrong"),
        "wrongRegion": lambda: refusal(ORDER["key"], region=ORDER["wrongRegion"]),
        "skewed": lambda: refusal(ORDER["key"], clock=SLOW),
        "buckets": buckets,
        "location": location,
        "oddKey": lambda: got(ORDER["oddKey"], endpoint=ORDER["otherEndpoint"]),
        "retried": lambda: got(ORDER["retriedKey"], ORDER["hastyBucket"]),
        "cold": lambda: got(ORDER["coldKey"]),
    }
)
