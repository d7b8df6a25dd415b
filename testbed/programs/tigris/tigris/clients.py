"""S3 clients of shadow buckets, which send what Tigris sends."""

import re
import threading
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import botocore.session
from botocore.config import Config

from tigris.names import is_address

STRINGS = ("access_key", "secret_key", "region", "name", "endpoint")
BAGGAGE = "service.name=tigris,operation=shadow-read"
MAKING = threading.Lock()  # so that many who want the same client have it made once
# What a name has to be to be the first label of a host, as at AWS.
DNS_LABEL = re.compile("[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])")


def client_of(shadow: dict[str, Any], seconds: int, is_copy: bool = False) -> Any:
    """One that serves or one that copies, and that waits so long and asks once."""
    with MAKING:
        return _client(tuple((name, shadow[name]) for name in STRINGS), seconds, is_copy)


@lru_cache(maxsize=64)
def _client(named: tuple[tuple[str, str], ...], seconds: int, is_copy: bool) -> Any:
    shadow = dict(named)
    host = urlsplit(shadow["endpoint"]).hostname or ""
    is_virtual = DNS_LABEL.fullmatch(shadow["name"]) and not is_address(host)
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "virtual" if is_virtual else "path"},
        retries={"total_max_attempts": 1},
        connect_timeout=seconds,
        read_timeout=seconds,
        max_pool_connections=50,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        proxies={},
    )
    client = botocore.session.Session().create_client(
        "s3",
        region_name=shadow["region"],
        endpoint_url=shadow["endpoint"],
        aws_access_key_id=shadow["access_key"],
        aws_secret_access_key=shadow["secret_key"],
        config=config,
    )
    client.meta.events.register("before-sign.s3", _mark_copy if is_copy else _ask_for_plain)
    if not is_copy:
        client.meta.events.register("before-send.s3", _carry_baggage)
    return client


def _ask_for_plain(request: Any, **_: Any) -> None:
    request.headers["Accept-Encoding"] = "identity"


def _mark_copy(request: Any, operation_name: str, **_: Any) -> None:
    _ask_for_plain(request)
    request.url += f"{'&' if '?' in request.url else '?'}x-id={operation_name}"


def _carry_baggage(request: Any, **_: Any) -> None:
    """Tracing adds it after the request was signed."""
    request.headers["baggage"] = BAGGAGE
