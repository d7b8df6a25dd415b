"""Reads one object with boto3 in every way that a client may, and prints what it saw as JSON."""

import argparse
import hashlib
import json
import socket
import urllib.request
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCESS_KEY_ID = "AKIDTEST"
NO_HASH = "favicon.ico"


def find_local_names() -> None:
    """Names under localhost are this machine (RFC 6761), which not every resolver knows."""
    resolve = socket.getaddrinfo

    def resolve_locally(host: Any, *arguments: Any, **options: Any) -> Any:
        local = isinstance(host, str) and host.endswith(".localhost")
        return resolve("127.0.0.1" if local else host, *arguments, **options)

    socket.getaddrinfo = resolve_locally


def client(endpoint: str, secret: str, addressing: str = "path") -> Any:
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=ACCESS_KEY_ID,
        aws_secret_access_key=secret,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": addressing},
            retries={"total_max_attempts": 1},
        ),
    )


def answer(response: Any) -> dict[str, Any]:
    """The parts of a GetObject or HeadObject answer that every client must see alike."""
    body = response["Body"].read() if "Body" in response else None
    return {
        "length": response["ContentLength"],
        "etag": response["ETag"],
        "type": response["ContentType"],
        "md5": hashlib.md5(body).hexdigest() if body is not None else None,
    }


def refusal(error: ClientError) -> dict[str, Any]:
    return {
        "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        "code": error.response["Error"]["Code"],
    }


def refused(s3: Any, bucket: str, key: str) -> dict[str, Any]:
    try:
        return answer(s3.get_object(Bucket=bucket, Key=key))
    except ClientError as error:
        return refusal(error)


def presigned(s3: Any, bucket: str, key: str) -> dict[str, Any]:
    url = s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": key})
    with urllib.request.urlopen(url) as response:
        body = response.read()
        return {
            "length": int(response.headers["Content-Length"]),
            "etag": response.headers["ETag"],
            "type": response.headers["Content-Type"],
            "md5": hashlib.md5(body).hexdigest(),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--domain", required=True, help="below it, buckets are hosts")
    parser.add_argument("--bucket", required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--secret", required=True)
    options = parser.parse_args()
    bucket, key = options.bucket, options.key
    endpoint = f"http://127.0.0.1:{options.port}"
    find_local_names()

    s3 = client(endpoint, options.secret)
    hosted = client(
        f"http://{options.domain}:{options.port}", options.secret, "virtual"
    )
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    seen = {
        "get": answer(s3.get_object(Bucket=bucket, Key=key)),
        "head": answer(s3.head_object(Bucket=bucket, Key=key)),
        "presigned": presigned(s3, bucket, key),
        "virtualHosted": answer(hosted.get_object(Bucket=bucket, Key=key)),
        "wrongSecret": refused(client(endpoint, "wrong"), bucket, key),
        "noHash": refused(s3, bucket, NO_HASH),
        "buckets": [named["Name"] for named in s3.list_buckets()["Buckets"]],
        "location": s3.get_bucket_location(Bucket=bucket)["LocationConstraint"],
        "keyCount": s3.list_objects_v2(Bucket=bucket)["KeyCount"],
        "pageCounts": [page["KeyCount"] for page in pages],
        "delete": s3.delete_object(Bucket=bucket, Key=key)["ResponseMetadata"][
            "HTTPStatusCode"
        ],
        "getAfterDelete": answer(s3.get_object(Bucket=bucket, Key=key)),
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
