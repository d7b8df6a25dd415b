"""S3 as Tigris has it: who may do what, whole buckets, reads of objects that are not there yet."""

from typing import Any
from urllib.parse import unquote

from werkzeug.http import parse_range_header

from tigris.buckets import Bucket, Buckets
from tigris.iam import READS, AccessKey, AccessKeys
from tigris.messages import Answer, Call, RefusalError, denied
from tigris.objects import Objects
from tigris.shadow import Shadows

STATIC_TYPES = ("image/", "font/", "video/", "audio/", "text/css", "application/javascript")
STATIC_CACHE = "public, max-age=3600"
IGNORED_PARAMETERS = ("x-id", "X-Amz-")
OF_WHOLE_OBJECTS = ("x-id", "X-Amz-", "response-")


class S3:
    """Answers what comes without JSON."""

    def __init__(
        self, buckets: Buckets, objects: Objects, shadows: Shadows, keys: AccessKeys
    ) -> None:
        self._buckets = buckets
        self._objects = objects
        self._shadows = shadows
        self._keys = keys

    def answer(self, call: Call, by: AccessKey | None) -> Answer:
        """What a key asks, or nobody that is known."""
        if not call.bucket:
            return self._list_buckets(call, by)
        if not call.key and call.method in ("PUT", "DELETE"):
            return self._whole_bucket(call, by)
        bucket = self._buckets.own(call.bucket)
        self._require_access(call, by, bucket)
        if call.key and call.method in READS:
            return self._read(call, bucket)
        answer = self._ask(call)
        if answer.status < 300 and bucket.shadow and bucket.shadow.get("write_through"):
            self._write_through(call, bucket.shadow)
        return answer

    def _list_buckets(self, call: Call, by: AccessKey | None) -> Answer:
        if by is None or not by.is_administrator or call.method not in READS:
            raise denied()
        return self._ask(call)

    def _whole_bucket(self, call: Call, by: AccessKey | None) -> Answer:
        if by is None or not by.is_administrator:
            raise denied()
        if _matter(call, IGNORED_PARAMETERS):
            message = "Settings of buckets are changed by PATCH"
            raise RefusalError(501, "NotImplemented", message)
        if call.method == "PUT":
            self._buckets.create(call.bucket, call.headers)
            return Answer(200, {"Location": f"/{call.bucket}"})
        by_force = call.headers.get("tigris-force-delete") == "true"
        self._buckets.delete(call.bucket, by_force)
        return Answer(204)

    def _require_access(self, call: Call, by: AccessKey | None, bucket: Bucket) -> None:
        if by is None:
            is_open = bucket.is_public if call.key else bucket.is_publicly_listed
            if call.method not in READS or not is_open:
                raise denied()
            return
        if not by.may(call.method, call.bucket, call.key, call.parameters):
            raise denied()
        if source := call.headers.get("x-amz-copy-source"):
            from_bucket, _, from_key = unquote(source).lstrip("/").partition("/")
            self._buckets.own(from_bucket)
            if not by.may("GET", from_bucket, from_key, {}):
                raise denied()

    def _read(self, call: Call, bucket: Bucket) -> Answer:
        answer = self._ask(call)
        if answer.status == 404 and bucket.shadow and not _matter(call, OF_WHOLE_OBJECTS):
            answer = self._read_through(call, bucket, bucket.shadow)
        if answer.status < 400:
            if not answer.header("Cache-Control") and (told := _cache_control(bucket, answer)):
                answer.headers["Cache-Control"] = told
            answer.headers |= bucket.settings.get("additional_http_headers", {})
        return answer

    def _read_through(self, call: Call, bucket: Bucket, shadow: dict[str, Any]) -> Answer:
        is_head = call.method == "HEAD"
        answer = self._shadows.read(bucket.name, call.key, shadow, is_head)
        answer.headers["X-Tigris-Read-Source"] = "block_shadow"
        if not is_head or call.headers.get("x-tigris-schedule-migration") == "true":
            self._shadows.schedule(bucket.name, call.key, lambda: self._shadow_now(bucket))
        return answer if is_head else _part(answer, call.headers.get("range"))

    def _shadow_now(self, bucket: Bucket) -> dict[str, Any] | None:
        """That of a bucket; none where it is not there any more, or another one of its name is."""
        return bucket.shadow if bucket in self._buckets.all() else None

    def _write_through(self, call: Call, shadow: dict[str, Any]) -> None:
        if call.key and not _matter(call, IGNORED_PARAMETERS):
            if call.method == "PUT":
                self._shadows.put(call.bucket, call.key, shadow)
            if call.method == "DELETE":
                self._shadows.delete(call.key, shadow)

    def _ask(self, call: Call) -> Answer:
        return self._objects.ask(
            call.method, call.bucket, call.key, call.query_string, call.headers, call.body
        )


def _matter(call: Call, ignored: tuple[str, ...]) -> bool:
    """Whether there are parameters but those that begin so."""
    return any(not name.startswith(ignored) for name, _ in call.query)


def _cache_control(bucket: Bucket, answer: Answer) -> str | None:
    if told := bucket.settings.get("cache_control"):
        return told
    is_static = (answer.header("Content-Type") or "").startswith(STATIC_TYPES)
    return STATIC_CACHE if is_static and bucket.is_public else None


def _part(whole: Answer, told: str | None) -> Answer:
    """The octets that are asked for, of an answer that has all."""
    length = len(whole.body)
    asked = parse_range_header(told) if told else None
    if asked is None:
        return whole
    content_range = asked.make_content_range(length)
    if content_range is None:
        raise RefusalError(416, "InvalidRange", "The requested range is not satisfiable")
    headers = {name: it for name, it in whole.headers.items() if name != "Content-Length"}
    headers["Content-Range"] = content_range.to_header()
    return Answer(206, headers, whole.body[content_range.start : content_range.stop])
