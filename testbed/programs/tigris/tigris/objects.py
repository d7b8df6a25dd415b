"""Buckets' objects: those of moto, whose S3 is asked as by a client that addresses by path."""

import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.request import Request
from moto.s3.models import S3Backend, s3_backends
from moto.s3.responses import S3Response

from tigris.messages import Answer

ORIGIN = "http://localhost"
# Of what is checked before, so that moto does not look for who asks.
AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=none/20200101/us-east-1/s3/aws4_request"
SIGNING = ("authorization", "host", "x-amz-acl", "x-amz-security-token")


class Objects:
    """Safe for use by several threads: one at a time is in moto."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    @property
    def _backend(self) -> S3Backend:
        return s3_backends[DEFAULT_ACCOUNT_ID]["aws"]

    def ask(
        self,
        method: str,
        bucket: str = "",
        key: str = "",
        query: str = "",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """One request, as on the wire but for its signature."""
        path = f"/{quote(bucket)}" + (f"/{quote(key, safe='/~')}" if key else "")
        url = f"{ORIGIN}{path}" + (f"?{query}" if query else "")
        sent = {name: it for name, it in (headers or {}).items() if name not in SIGNING}
        sent |= {"host": "localhost", "authorization": AUTHORIZATION}
        request = Request.from_primitives(method, url, sent, body)
        request.environ["RAW_URI"] = path
        dispatch: Any = S3Response.key_dispatch if key else S3Response.bucket_dispatch
        with self._lock:
            status, answered, content = dispatch(request, url, request.headers)
            content = content.encode() if isinstance(content, str) else bytes(content)
        kept = {name: str(it) for name, it in answered.items() if name.lower() != "server"}
        return Answer(int(status), kept, content)

    def create_bucket(self, name: str) -> Answer:
        return self.ask("PUT", name)

    def delete_bucket(self, name: str) -> Answer:
        return self.ask("DELETE", name)

    def empty(self, name: str) -> None:
        """Removes all objects."""
        for key in self.keys(name):
            self.ask("DELETE", name, key)

    def has(self, bucket: str, key: str) -> bool:
        with self._lock:
            return self._backend.head_object(bucket, key) is not None

    def keys(self, bucket: str) -> list[str]:
        with self._lock:
            return sorted(self._backend.buckets[bucket].keys.keys())

    def size(self, bucket: str) -> int:
        """Bytes of all objects."""
        with self._lock:
            return sum(it.size for it in self._backend.buckets[bucket].keys.values())
