"""The requests that came, in their order."""

import re
import sys
import threading
import time
from typing import Any

from tigris.messages import Call, Kind
from tigris.signatures import claimed_key

# What tests look at, and what tells nothing that is secret.
HEADERS = ("host", "baggage", "accept-encoding", "range", "tigris-force-delete", "x-amz-acl")
PREFIXES = ("x-tigris-", "x-amz-acl-")
BEARING = re.compile(r"((?:X-Amz-Signature|X-Amz-Security-Token|Signature)=)[^&]*")


class Journal:
    """Kept for tests, and printed. No secrets, no signatures."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: list[dict[str, Any]] = []

    def begin(self, call: Call) -> dict[str, Any]:
        """Keeps a request; its status is 0 until it is answered, and where it never is."""
        entry = {
            "method": call.method,
            "path": call.path,
            "query": BEARING.sub(r"\1...", call.query_string),
            "bucket": call.bucket,
            "key": call.key,
            "kind": call.kind,
            "action": call.action,
            "status": 0,
            "accessKeyId": claimed_key(call),
            "headers": {name: it for name, it in call.headers.items() if _is_told(name)},
        }
        if call.kind != Kind.TEST:
            with self._lock:
                self._entries.append(entry)
        return entry

    def end(self, entry: dict[str, Any], status: int, began: float) -> None:
        entry["status"] = status
        took = round((time.monotonic() - began) * 1000)
        query = f"?{entry['query']}" if entry["query"] else ""
        line = f"{entry['kind']} {entry['method']} {entry['path']}{query}"
        print(f"{line} action={entry['action'] or ''} {status} {took} ms", file=sys.stderr)

    def entries(self) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(entry) for entry in self._entries]

    def forget(self) -> None:
        with self._lock:
            self._entries.clear()


def _is_told(name: str) -> bool:
    return name in HEADERS or name.startswith(PREFIXES)
