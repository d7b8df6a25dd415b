"""Runs the checklist with boto3."""

import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import botocore.auth
from botocore.config import Config
from botocore.exceptions import ClientError
from order import (
    ATTRIBUTES,
    RANGE,
    Seen,
    attributes_of,
    content_of,
    digest,
    entries_of,
    order,
    refused,
    report,
    whole,
)

ORDER = order()
BUCKET = ORDER["bucket"]


def find_local_names() -> None:
    """Names under localhost are this machine (RFC 6761), which not every resolver knows."""
    resolve = socket.getaddrinfo

    def resolve_locally(host: Any, *arguments: Any, **options: Any) -> Any:
        local = isinstance(host, str) and host.endswith(".localhost")
        return resolve("127.0.0.1" if local else host, *arguments, **options)

    socket.getaddrinfo = resolve_locally


def client(endpoint: str = ORDER["endpoint"], **options: Any) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=options.get("region", ORDER["region"]),
        aws_access_key_id=ORDER["accessKeyId"],
        aws_secret_access_key=options.get("secret", ORDER["secretAccessKey"]),
        config=Config(
            signature_version=options.get("signature", "s3v4"),
            s3={"addressing_style": options.get("addressing", "path")},
            retries={
                "mode": "standard",
                "total_max_attempts": options.get("attempts", 4),
            },
        ),
    )


def get(s3: Any, key: str, bucket: str = BUCKET, **parameters: Any) -> Seen:
    answer = s3.get_object(Bucket=bucket, Key=key, **parameters)
    return whole(answer["Body"].read(), answer["ETag"], answer["ContentType"])


def head() -> Seen:
    answer = S3.head_object(Bucket=BUCKET, Key=ORDER["key"])
    return {
        "length": answer["ContentLength"],
        "etag": answer["ETag"],
        "type": answer["ContentType"],
    }


def listed() -> Seen:
    other = client(ORDER["otherEndpoint"])
    pages = other.get_paginator("list_objects_v2").paginate(
        Bucket=BUCKET, PaginationConfig={"PageSize": 2}
    )
    return {"objects": [entry for page in pages for entry in entries_of(page)]}


def attributes() -> Seen:
    answer = S3.get_object_attributes(
        Bucket=BUCKET, Key=ORDER["key"], ObjectAttributes=ATTRIBUTES
    )
    return attributes_of(answer)


def download() -> Seen:
    file = Path(ORDER["folder"], "large")
    S3.download_file(BUCKET, ORDER["largeKey"], str(file))
    return content_of(file)


def presigned() -> Seen:
    names = {"Bucket": BUCKET, "Key": ORDER["key"]}
    return {"url": S3.generate_presigned_url("get_object", names)}


def signature_version_2() -> Seen:
    """What boto3 makes for an endpoint that is not AWS' when nobody tells it otherwise."""
    names = {"Bucket": BUCKET, "Key": ORDER["key"]}
    return {"url": client(signature="s3").generate_presigned_url("get_object", names)}


def refusal(call: Any) -> Seen:
    try:
        return call()
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return refused(error.response["Error"]["Code"], status)


def skewed() -> Seen:
    """A clock that is slow by 20 minutes."""
    now = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda: now() - timedelta(minutes=20)
    try:
        return refusal(lambda: get(client(), ORDER["key"]))
    finally:
        botocore.auth.get_current_datetime = now


def buckets() -> Seen:
    return {"buckets": [named["Name"] for named in S3.list_buckets()["Buckets"]]}


def location() -> Seen:
    answer = S3.get_bucket_location(Bucket=BUCKET)
    return {"region": answer["LocationConstraint"]}


def ranged() -> Seen:
    answer = S3.get_object(
        Bucket=BUCKET, Key=ORDER["key"], Range="bytes={}-{}".format(*RANGE)
    )
    return digest(answer["Body"].read())


find_local_names()
S3 = client()
report(
    {
        "get": lambda: get(S3, ORDER["key"]),
        "head": head,
        "list": listed,
        "range": ranged,
        "attributes": attributes,
        "large": lambda: get(S3, ORDER["largeKey"]),
        "parts": download,
        "notModified": lambda: refusal(
            lambda: get(S3, ORDER["key"], IfNoneMatch=ORDER["etag"])
        ),
        "preconditionFailed": lambda: refusal(
            lambda: get(S3, ORDER["key"], IfMatch='"0"')
        ),
        "presigned": presigned,
        "signatureVersion2": signature_version_2,
        "missing": lambda: refusal(lambda: get(S3, ORDER["missingKey"])),
        "missingHead": lambda: refusal(
            lambda: S3.head_object(Bucket=BUCKET, Key=ORDER["missingKey"])
        ),
        "wrongSecret": lambda: refusal(
            lambda: get(client(secret="wrong"), ORDER["key"])
        ),
        "wrongRegion": lambda: refusal(
            lambda: get(client(region=ORDER["wrongRegion"]), ORDER["key"])
        ),
        "skewed": skewed,
        "buckets": buckets,
        "location": location,
        "oddKey": lambda: get(client(ORDER["otherEndpoint"]), ORDER["oddKey"]),
        "hosted": lambda: get(
            client(ORDER["hosted"], addressing="virtual"), ORDER["key"]
        ),
        "retried": lambda: get(S3, ORDER["retriedKey"], ORDER["hastyBucket"]),
        "unavailable": lambda: refusal(
            lambda: get(client(attempts=1), ORDER["lateKey"], ORDER["hastyBucket"])
        ),
        "cold": lambda: get(S3, ORDER["coldKey"]),
    }
)
