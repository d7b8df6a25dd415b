"""The server as one WSGI application."""

import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from tigris.buckets import Buckets
from tigris.control import Control
from tigris.faults import Faults, answer_of
from tigris.iam import AccessKeys
from tigris.journal import Journal
from tigris.messages import Answer, Call, Kind, RefusalError, denied
from tigris.objects import Objects
from tigris.options import Options
from tigris.s3 import S3
from tigris.shadow import Shadows
from tigris.signatures import signer_of
from tigris.testing import Testing

CONNECTION = "tigris.connection"  # the client's socket, in the environment of WSGI

Environment = dict[str, Any]


class DroppedError(Exception):
    """The connection is to be closed without an answer."""


class Application:
    """All faces. Names of hosts that end in a domain begin with the bucket."""

    def __init__(self, options: Options, keys: AccessKeys, domains: list[str]) -> None:
        objects = Objects()
        buckets = Buckets(objects)
        shadows = Shadows(options, objects)
        self.stopping = threading.Event()
        self._domains = ["localhost", *domains]
        self._keys = keys
        self._faults = Faults()
        self._journal = Journal()
        self._s3 = S3(buckets, objects, shadows, keys)
        self._control = Control(options, buckets, objects, shadows)
        self._testing = Testing(options, self._faults, self._journal, buckets, objects)

    def __call__(self, environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        began = time.monotonic()
        call = self._call(environ)
        entry = self._journal.begin(call)
        try:
            answer = self._disturbed(call)
        except DroppedError:
            self._journal.end(entry, 0, began)
            environ[CONNECTION].shutdown(socket.SHUT_RDWR)
            answer = Answer(500)
        else:
            self._journal.end(entry, answer.status, began)
        if answer.header("Content-Length") is None or call.method != "HEAD":
            answer.headers = {
                name: it for name, it in answer.headers.items() if name.lower() != "content-length"
            }
            if answer.status != 204:
                answer.headers["Content-Length"] = str(len(answer.body))
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        start_response(status, list(answer.headers.items()))
        return [] if call.method == "HEAD" else [answer.body]

    def _call(self, environ: Environment) -> Call:
        names = {
            key.removeprefix("HTTP_").replace("_", "-").lower(): value
            for key, value in environ.items()
            if key.startswith("HTTP_") or key in ("CONTENT_TYPE", "CONTENT_LENGTH")
        }
        path, _, query = environ["REQUEST_URI"].partition("?")
        host = names.get("host", "").rpartition(":")[0] or names.get("host", "")
        for domain in self._domains:
            if host.endswith(f".{domain}"):
                bucket = host.removesuffix(f".{domain}")
                break
        else:
            bucket = None
        body = environ["wsgi.input"].read()
        return Call(environ["REQUEST_METHOD"], path, query, names, body, bucket)

    def _disturbed(self, call: Call) -> Answer:
        """What is answered, faults included."""
        do = {} if call.kind == Kind.TEST else self._faults.take(call)
        if "hang" in do:
            self.stopping.wait(float(do["hang"]))
        if do.get("drop") == "before":
            raise DroppedError
        if "status" in do:
            return answer_of(do)
        if "partly" in do:
            call = replace(call, only=frozenset(do["partly"]))
        answer = self._answer(call)
        if do.get("drop") == "after":
            raise DroppedError
        return answer_of(do["applied"]) if "applied" in do else answer

    def _answer(self, call: Call) -> Answer:
        try:
            return self._done(call)
        except RefusalError as error:
            return error.answer(call.kind)
        except Exception:  # the client is to be told
            traceback.print_exc(file=sys.stderr)
            return RefusalError(500, "InternalError", "See what it printed").answer(call.kind)

    def _done(self, call: Call) -> Answer:
        if call.kind == Kind.TEST:
            return self._testing.answer(call)
        signer = signer_of(call, self._keys.secret_of)
        key = self._keys.find(signer) if signer else None
        if call.kind == Kind.IAM and key:
            return self._keys.answer(call, key)
        if call.kind == Kind.CONTROL and key and key.is_administrator:
            return self._control.answer(call)
        if call.kind in (Kind.IAM, Kind.CONTROL):
            raise denied()
        return self._s3.answer(call, key)
