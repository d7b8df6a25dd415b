"""Runs the checklist with aws-cli, which lies beside the Python that runs this."""

import json
import re
import subprocess
import sys
from pathlib import Path

from order import (
    ATTRIBUTES,
    RANGE,
    Seen,
    attributes_of,
    command,
    content_of,
    entries_of,
    order,
    refused,
    report,
    succeeded,
)

ORDER = order()
BUCKET = ORDER["bucket"]
FOLDER = Path(ORDER["folder"])
SETTINGS = FOLDER / "aws-settings"

# Runs aws-cli with a clock that is slow by 20 minutes.
SLOW = """
import datetime, sys
import awscli.clidriver, botocore.auth
now = botocore.auth.get_current_datetime
late = datetime.timedelta(minutes=20)
botocore.auth.get_current_datetime = lambda *given, **named: now(*given, **named) - late
sys.exit(awscli.clidriver.main())
"""


def aws(*arguments: str, **options: str) -> subprocess.CompletedProcess[bytes]:
    program = [str(Path(sys.executable).parent / "aws")]
    if "clock" in options:
        program = ["-c", options["clock"]]
    endpoint = options.get("endpoint", ORDER["endpoint"])
    return command(
        [sys.executable, *program, "--endpoint-url", endpoint, *arguments],
        HOME=str(FOLDER),
        AWS_ACCESS_KEY_ID=ORDER["accessKeyId"],
        AWS_SECRET_ACCESS_KEY=options.get("secret", ORDER["secretAccessKey"]),
        AWS_REGION=options.get("region", ORDER["region"]),
        AWS_EC2_METADATA_DISABLED="true",
        AWS_CONFIG_FILE=str(options.get("settings", SETTINGS)),
        AWS_RETRY_MODE="standard",
        AWS_MAX_ATTEMPTS=options.get("attempts", "4"),
    )


def get(key: str, *arguments: str, **options: str) -> Seen:
    file = FOLDER / "got"
    bucket = options.get("bucket", BUCKET)
    names = ["--bucket", bucket, "--key", key, *arguments, str(file)]
    answer = json.loads(succeeded(aws("s3api", "get-object", *names, **options)))
    return {
        **content_of(file),
        "etag": answer["ETag"],
        "type": answer["ContentType"],
    }


def head() -> Seen:
    answer = json.loads(
        succeeded(
            aws("s3api", "head-object", "--bucket", BUCKET, "--key", ORDER["key"])
        )
    )
    return {
        "length": answer["ContentLength"],
        "etag": answer["ETag"],
        "type": answer["ContentType"],
    }


def listed() -> Seen:
    names = ["--bucket", BUCKET, "--page-size", "2"]
    answer = succeeded(
        aws("s3api", "list-objects-v2", *names, endpoint=ORDER["otherEndpoint"])
    )
    return {"objects": entries_of(json.loads(answer))}


def attributes() -> Seen:
    names = ["--bucket", BUCKET, "--key", ORDER["key"]]
    names += ["--object-attributes", *ATTRIBUTES]
    answer = succeeded(aws("s3api", "get-object-attributes", *names))
    return attributes_of(json.loads(answer))


def copied() -> Seen:
    file = FOLDER / "large"
    succeeded(
        aws("s3", "cp", "--quiet", f"s3://{BUCKET}/{ORDER['largeKey']}", str(file))
    )
    return content_of(file)


def presigned(settings: str) -> Seen:
    """Without settings it signs for an endpoint that is not AWS' with version 2."""
    name = f"s3://{BUCKET}/{ORDER['key']}"
    url = succeeded(aws("s3", "presign", name, settings=settings))
    return {"url": url.decode().strip()}


def refusal(operation: str, key: str, *arguments: str, **options: str) -> Seen:
    """aws-cli tells the code, in brackets, and of a bodiless answer the status."""
    file = [] if operation == "head-object" else [str(FOLDER / "refused")]
    bucket = options.get("bucket", BUCKET)
    names = ["--bucket", bucket, "--key", key, *arguments, *file]
    ended = aws("s3api", operation, *names, **options)
    code = re.search(r"An error occurred \((\w+)\)", ended.stderr.decode())
    if ended.returncode == 0 or code is None:
        raise RuntimeError(f"no refusal: {ended.returncode} {ended.stderr.decode()}")
    return refused(code.group(1))


def skewed() -> Seen:
    try:
        return get(ORDER["key"], clock=SLOW)
    except RuntimeError as error:
        if "RequestTimeTooSkewed" not in str(error):
            raise
        return refused("RequestTimeTooSkewed")


def buckets() -> Seen:
    lines = succeeded(aws("s3", "ls")).decode().splitlines()
    return {"buckets": [line.split()[-1] for line in lines]}


def location() -> Seen:
    answer = succeeded(aws("s3api", "get-bucket-location", "--bucket", BUCKET))
    return {"region": json.loads(answer)["LocationConstraint"]}


SETTINGS.write_text("[default]\ns3 =\n  signature_version = s3v4\n")
report(
    {
        "get": lambda: get(ORDER["key"]),
        "head": head,
        "list": listed,
        "range": lambda: get(ORDER["key"], "--range", "bytes={}-{}".format(*RANGE)),
        "attributes": attributes,
        "large": lambda: get(ORDER["largeKey"]),
        "parts": copied,
        "notModified": lambda: refusal(
            "get-object", ORDER["key"], "--if-none-match", ORDER["etag"]
        ),
        "preconditionFailed": lambda: refusal(
            "get-object", ORDER["key"], "--if-match", '"0"'
        ),
        "presigned": lambda: presigned(str(SETTINGS)),
        "signatureVersion2": lambda: presigned(str(FOLDER / "no-settings")),
        "missing": lambda: refusal("get-object", ORDER["missingKey"]),
        "missingHead": lambda: refusal("head-object", ORDER["missingKey"]),
        "wrongSecret": lambda: refusal("get-object", ORDER["key"], secret="wrong"),
        "wrongRegion": lambda: get(ORDER["key"], region=ORDER["wrongRegion"]),
        "skewed": skewed,
        "buckets": buckets,
        "location": location,
        "oddKey": lambda: get(ORDER["oddKey"], endpoint=ORDER["otherEndpoint"]),
        "retried": lambda: get(
            ORDER["retriedKey"],
            bucket=ORDER["hastyBucket"],
        ),
        "unavailable": lambda: refusal(
            "get-object",
            ORDER["lateKey"],
            bucket=ORDER["hastyBucket"],
            attempts="1",
        ),
        "cold": lambda: get(ORDER["coldKey"]),
    }
)
