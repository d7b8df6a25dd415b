"""Calls methods of boto3's S3 client: each line it reads is {"client", "method", "parameters"} in JSON, each that it
writes what came of it, {"data"} or {"error", "status"}. The client is what boto3.client takes."""

import json
import sys
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def call(order: dict[str, Any]) -> dict[str, Any]:
    config = Config(
        s3={"addressing_style": "path"},
        signature_version="s3v4",
        retries={"total_max_attempts": 1},
    )
    client = boto3.client("s3", config=config, **order["client"])
    try:
        data = getattr(client, order["method"])(**order["parameters"])
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": error.response["Error"]["Code"], "status": status}
    if isinstance(data, dict) and "Body" in data:
        data["Body"] = data["Body"].read().decode()
    return {"data": data}


for line in sys.stdin:
    print(json.dumps(call(json.loads(line)), default=str), flush=True)
