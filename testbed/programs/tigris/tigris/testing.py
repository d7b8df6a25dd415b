"""What a test asks, below /-/ and without a signature:

PUT /-/faults        a list of {"when", "after", "times", "do"} in place of those before; of those
                     that are for a request the first acts. "when" has any of "method", "path" (a
                     pattern, found in path?query), "action" (of access keys) and "kind" (s3,
                     public, control, iam). "after" of them pass first (0); then it acts "times"
                     (for ever). "do" is
  {"status", "body", "type", "headers"}  nothing is done, and it is answered so; a body that is no
                                         text is JSON
  {"applied": {"status", "body", ...}}   all is done, and it is answered so
  {"hang": SECONDS}                      it waits, then does what else is named here, or all
  {"drop": "before"}, {"drop": "after"}  the connection is closed without an answer, before or
                                         after all is done
  {"partly": [NAME, ...]}                of a PATCH only these keys and headers are done
DELETE /-/faults     there are none
GET /-/requests      a list of {"method", "path", "query", "bucket", "key", "kind", "action",
                     "status", "accessKeyId", "headers"}; status is 0 where nothing was answered
DELETE /-/requests   forgets them
GET /-/buckets/NAME  what it is at this moment: {"name", "settings", "shadow_bucket", "keys"}; in
                     place of secret_key there is secret_key_sha256
PUT /-/settings      any of {"stale", "copyDelay", "secret", "reply"}, as the options
PUT /-/foreign/NAME  another account has a bucket of this name
"""

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
