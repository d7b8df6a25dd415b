"""What goes wrong on purpose."""

import re
import threading
from dataclasses import dataclass
from typing import Any

from tigris.messages import JSON, Answer, Call, invalid, parsed

CONDITIONS = ("method", "path", "action", "kind")
ACTS = ("status", "body", "type", "headers", "hang", "drop", "partly", "applied")


@dataclass
class Fault:
    """One that is in force for some of the requests that it is for."""

    when: dict[str, str]
    do: dict[str, Any]
    after: int
    times: int | None

    @staticmethod
    def of(told: Any) -> "Fault":
        if not isinstance(told, dict) or not isinstance(told.get("do"), dict):
            raise invalid(f"{told!r} is no fault")
        when = told.get("when") or {}
        unknown = [*(set(when) - set(CONDITIONS)), *(set(told["do"]) - set(ACTS))]
        if unknown or set(told) - {"when", "do", "after", "times"}:
            raise invalid(f"{told!r} has what is not known: {', '.join(unknown)}")
        if not told["do"] or told["do"].get("drop") not in (None, "before", "after"):
            raise invalid(f"{told!r} does nothing")
        try:
            re.compile(when.get("path", ""))
        except re.error as error:
            raise invalid(f"{when['path']!r} is no pattern: {error}") from error
        return Fault(when, told["do"], int(told.get("after", 0)), told.get("times"))

    def is_for(self, call: Call) -> bool:
        seen = {"method": call.method, "action": call.action, "kind": call.kind}
        for name, wanted in self.when.items():
            if name == "path":
                if not re.search(wanted, call.target):
                    return False
            elif seen[name] != wanted:
                return False
        return True

    def takes(self) -> bool:
        """Whether it is this request's turn; counts it."""
        if self.times == 0:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """Those that a test has set; the first one that takes a request does so alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def replace(self, told: bytes) -> None:
        listed = parsed(told or b"[]", "the list of faults")
        if not isinstance(listed, list):
            raise invalid("Faults are to be a list")
        faults = [Fault.of(it) for it in listed]
        with self._lock:
            self._faults = faults

    def take(self, call: Call) -> dict[str, Any]:
        """What is to be done to a request; empty where nothing is."""
        with self._lock:
            return next((it.do for it in self._faults if it.is_for(call) and it.takes()), {})


def answer_of(told: dict[str, Any]) -> Answer:
    """The answer that a fault gives instead."""
    body = told.get("body", "")
    is_text = isinstance(body, str)
    kind = told.get("type", "text/plain" if is_text else JSON)
    answer = Answer(int(told.get("status", 200)), {"Content-Type": kind} | told.get("headers", {}))
    answer.body = body.encode() if is_text else Answer.json(body).body
    return answer
