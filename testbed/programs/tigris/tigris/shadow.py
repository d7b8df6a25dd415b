"""Reads through to the bucket that another one is a shadow of, and copies what was read."""

import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from tigris.clients import STRINGS, client_of
from tigris.messages import Answer, RefusalError, denied, invalid
from tigris.objects import Objects
from tigris.options import Options

MISS_SECONDS = 5
READ_SECONDS = 20
PROBE_SECONDS = 10
PASSED_ON = ("content-type", "etag", "last-modified", "cache-control")


def shadow_of(named: dict[str, Any]) -> dict[str, Any]:
    """What was set, when it is whole."""
    for name in STRINGS:
        if not isinstance(named.get(name), str) or not named[name]:
            raise invalid(f"shadow_bucket.{name} is missing")
    url = urlsplit(named["endpoint"])
    if url.scheme not in ("http", "https") or not url.hostname:
        raise invalid("shadow_bucket.endpoint is no http or https address")
    return named


class Shadows:
    """Safe for use by several threads; a key is copied by one at a time."""

    def __init__(self, options: Options, objects: Objects) -> None:
        self._options = options
        self._objects = objects
        self._lock = threading.Lock()
        self._copying: set[tuple[str, str]] = set()
        self._misses: dict[tuple[str, str], float] = {}

    def probe(self, shadow: dict[str, Any]) -> None:
        """Lists the bucket; a refusal says why that cannot be."""
        client = client_of(shadow, PROBE_SECONDS)
        try:
            client.list_objects(Bucket=shadow["name"], MaxKeys=1)
        except (ClientError, BotoCoreError, ValueError) as error:
            raise invalid(f"The shadow bucket cannot be listed: {error}") from error

    def forget(self, bucket: str) -> None:
        """Of a bucket whose shadow is another one now: what was missing may be there."""
        with self._lock:
            self._misses = {it: end for it, end in self._misses.items() if it[0] != bucket}

    def read(self, bucket: str, key: str, shadow: dict[str, Any], is_head: bool) -> Answer:
        """What the shadow has, without keeping it."""
        place = (bucket, key)
        with self._lock:
            if self._misses.get(place, 0) > time.monotonic():
                raise _no_such_key()
        client = client_of(shadow, READ_SECONDS)
        ask: Callable[..., Any] = client.head_object if is_head else client.get_object
        try:
            found = ask(Bucket=shadow["name"], Key=key)
            body = b"" if is_head else found["Body"].read()
        except ClientError as error:
            raise self._refusal(place, error) from error
        except (BotoCoreError, ValueError) as error:
            raise _slow_down() from error
        told = found["ResponseMetadata"]["HTTPHeaders"]
        headers = {name.title(): told[name] for name in PASSED_ON if name in told}
        headers["Content-Length"] = str(found["ContentLength"])
        return Answer(200, headers, body)

    def _refusal(self, place: tuple[str, str], error: ClientError) -> RefusalError:
        match error.response["ResponseMetadata"]["HTTPStatusCode"]:
            case 404:
                with self._lock:
                    self._misses[place] = time.monotonic() + MISS_SECONDS
                return _no_such_key()
            case 401 | 403:
                return denied("The shadow bucket denies access")
            case _:
                return _slow_down()

    def schedule(
        self, bucket: str, key: str, is_still: Callable[[], dict[str, Any] | None]
    ) -> None:
        """Copies an object in a while, from the shadow of then, unless that is under way."""
        with self._lock:
            if (bucket, key) in self._copying:
                return
            self._copying.add((bucket, key))
        timer = threading.Timer(self._options.copy_delay, self._copy, (bucket, key, is_still))
        timer.daemon = True
        timer.start()

    def _copy(self, bucket: str, key: str, is_still: Callable[[], dict[str, Any] | None]) -> None:
        try:
            if (shadow := is_still()) is None or self._objects.has(bucket, key):
                return
            found = client_of(shadow, READ_SECONDS, is_copy=True).get_object(
                Bucket=shadow["name"], Key=key
            )
            body = found["Body"].read()
            told = found["ResponseMetadata"]["HTTPHeaders"]
            kept = {it: told[it] for it in ("content-type", "cache-control") if it in told}
            if is_still() == shadow and not self._objects.has(bucket, key):
                self._objects.ask("PUT", bucket, key, headers=kept, body=body)
        except (ClientError, BotoCoreError, RefusalError):
            pass  # whoever reads it next has it copied then
        finally:
            with self._lock:
                self._copying.discard((bucket, key))

    def put(self, bucket: str, key: str, shadow: dict[str, Any]) -> None:
        """Writes to the shadow what was written here."""
        here = self._objects.ask("GET", bucket, key)
        kind = here.header("Content-Type") or "binary/octet-stream"
        client = client_of(shadow, READ_SECONDS)
        self._mirror(
            lambda: client.put_object(
                Bucket=shadow["name"], Key=key, Body=here.body, ContentType=kind
            )
        )

    def delete(self, key: str, shadow: dict[str, Any]) -> None:
        client = client_of(shadow, READ_SECONDS)
        self._mirror(lambda: client.delete_object(Bucket=shadow["name"], Key=key))

    def _mirror(self, write: Callable[[], Any]) -> None:
        try:
            write()
        except (ClientError, BotoCoreError) as error:
            raise _slow_down() from error


def _no_such_key() -> RefusalError:
    return RefusalError(404, "NoSuchKey", "The specified key does not exist.")


def _slow_down() -> RefusalError:
    message = "The shadow bucket cannot be read: please reduce your request rate"
    return RefusalError(503, "SlowDown", message, {"Retry-After": "1"})
