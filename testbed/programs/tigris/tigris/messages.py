"""What is asked and what is answered, whatever the face of the server."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, unquote
from xml.sax.saxutils import escape

JSON = "application/json"


class Kind(StrEnum):
    """Which face of the server a request is for."""

    S3 = "s3"
    PUBLIC = "public"  # S3 without a signature
    CONTROL = "control"
    IAM = "iam"
    TEST = "test"


@dataclass(frozen=True)
class Call:
    """A request. Headers are in lower case, the path is as on the wire, the key is decoded."""

    method: str
    path: str
    query_string: str
    headers: dict[str, str]
    body: bytes
    host_bucket: str | None = None
    only: frozenset[str] | None = None  # of a PATCH only these keys are applied

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.query_string, keep_blank_values=True)

    @property
    def parameters(self) -> dict[str, str]:
        return dict(self.query)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True))

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query_string}" if self.query_string else self.path

    @property
    def bucket(self) -> str:
        """Empty where the request is for none."""
        return self.host_bucket or unquote(self.path.lstrip("/").partition("/")[0])

    @property
    def key(self) -> str:
        """Empty where the request is for a bucket or none."""
        if self.host_bucket:
            return unquote(self.path[1:])
        return unquote(self.path[1:].partition("/")[2])

    @property
    def kind(self) -> Kind:
        if self.path.startswith("/-/") and not self.host_bucket:
            return Kind.TEST
        if self.action:
            return Kind.IAM
        if not self.key and self._is_control():
            return Kind.CONTROL
        return Kind.S3 if self.is_signed else Kind.PUBLIC

    def _is_control(self) -> bool:
        if self.method == "PATCH" or "metadata" in self.parameters:
            return True
        wants_json = self.headers.get("accept", "").startswith(JSON)
        return self.method == "GET" and not self.bucket and wants_json

    @property
    def action(self) -> str | None:
        """What is asked of IAM."""
        if self.method != "POST" or self.bucket:
            return None
        return self.parameters.get("Action") or self.form.get("Action")

    @property
    def is_signed(self) -> bool:
        return "authorization" in self.headers or "X-Amz-Signature" in self.parameters


@dataclass
class Answer:
    """An answer; of a HEAD it has the body's length without the body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return next((it for key, it in self.headers.items() if key.lower() == name.lower()), None)

    @staticmethod
    def json(content: Any, status: int = 200) -> "Answer":
        return Answer(status, {"Content-Type": JSON}, json.dumps(content).encode())


@dataclass
class RefusalError(Exception):
    """A request that is not done, with the code that tells why."""

    status: int
    code: str
    message: str
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, kind: Kind) -> Answer:
        """As JSON or as S3's XML, by who asked."""
        if kind in (Kind.CONTROL, Kind.IAM, Kind.TEST):
            return Answer.json({"Code": self.code, "Message": self.message}, self.status)
        text = f"<Code>{self.code}</Code><Message>{escape(self.message)}</Message>"
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error>{text}</Error>'
        headers = {"Content-Type": "application/xml", **self.headers}
        return Answer(self.status, headers, body.encode())


def denied(message: str = "Access Denied") -> RefusalError:
    return RefusalError(403, "AccessDenied", message)


def no_such_bucket(name: str) -> RefusalError:
    return RefusalError(404, "NoSuchBucket", f"The bucket {name} does not exist")


def invalid(message: str) -> RefusalError:
    return RefusalError(400, "InvalidArgument", message)


def parsed(text: bytes | str, what: str) -> Any:
    """The JSON of a request."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise invalid(f"{what} is no JSON: {error}") from error
