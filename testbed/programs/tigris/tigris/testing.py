"""What a test asks, below /-/ and without a signature."""

from typing import Any

from tigris.buckets import Buckets
from tigris.control import true_state
from tigris.faults import Faults
from tigris.journal import Journal
from tigris.messages import Answer, Call, RefusalError, parsed
from tigris.objects import Objects
from tigris.options import Options


class Testing:
    """Sets faults, looks behind the faces."""

    def __init__(
        self,
        options: Options,
        faults: Faults,
        journal: Journal,
        buckets: Buckets,
        objects: Objects,
    ) -> None:
        self._options = options
        self._faults = faults
        self._journal = journal
        self._buckets = buckets
        self._objects = objects

    def answer(self, call: Call) -> Answer:
        return Answer.json(self._done(call))

    def _done(self, call: Call) -> Any:
        match call.method, call.path.removeprefix("/-/").split("/"):
            case "PUT", ["faults"]:
                self._faults.replace(call.body)
            case "DELETE", ["faults"]:
                self._faults.replace(b"")
            case "GET", ["requests"]:
                return self._journal.entries()
            case "DELETE", ["requests"]:
                self._journal.forget()
            case "GET", ["buckets", name]:
                return true_state(self._buckets.own(name), self._objects)
            case "PUT", ["settings"]:
                self._options.change(parsed(call.body, "the settings"))
                return self._options.told()
            case "PUT", ["foreign", name]:
                self._buckets.make_foreign(name)
            case _:
                raise RefusalError(404, "NotFound", f"{call.method} {call.path} is not known here")
        return {}
