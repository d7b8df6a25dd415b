"""Tigris' own requests about buckets, in JSON."""

import hashlib
from typing import Any

from tigris.buckets import Bucket, Buckets, Settings, visibility
from tigris.messages import Answer, Call, RefusalError, invalid, parsed
from tigris.objects import Objects
from tigris.options import Options
from tigris.shadow import Shadows, shadow_of

MOST_RULES = 10
KINDS: dict[str, type] = {
    "cache_control": str,
    "object_regions": str,
    "storage_class": str,
    "cors": dict,
    "lifecycle_rules": list,
    "website": dict,
    "additional_http_headers": dict,
    "protection": dict,
    "acl_settings": dict,
    "soft_delete": dict,
    "object_notifications": dict,
    "shadow_bucket": dict,
}


class Control:
    """Changes settings and tells them."""

    def __init__(
        self, options: Options, buckets: Buckets, objects: Objects, shadows: Shadows
    ) -> None:
        self._options = options
        self._buckets = buckets
        self._objects = objects
        self._shadows = shadows

    def answer(self, call: Call) -> Answer:
        match call.method:
            case "PATCH" if call.bucket:
                return self._update(call)
            case "GET" if call.bucket:
                return self._metadata(self._buckets.own(call.bucket), call)
            case "GET":
                return self._list()
            case _:
                raise RefusalError(405, "MethodNotAllowed", f"{call.method} is not known here")

    def _update(self, call: Call) -> Answer:
        bucket = self._buckets.own(call.bucket)
        named = parsed(call.body or b"{}", "the update")
        if not isinstance(named, dict):
            raise invalid("The update is to be an object")
        headers = visibility(call.headers)
        if call.only is not None:
            named = {name: value for name, value in named.items() if name in call.only}
            headers = {name: value for name, value in headers.items() if name in call.only}
        for name, value in named.items():
            _require_kind(name, value)
        if named.get("shadow_bucket"):
            self._shadows.probe(shadow_of(named["shadow_bucket"]))
        bucket.change(lambda before: _merged(before, named, headers))
        if "shadow_bucket" in named:
            self._shadows.forget(bucket.name)
        return Answer.json(self._success())

    def _success(self) -> dict[str, str]:
        if self._options.reply == "update":
            return {"Update": "success", "Message": "", "Code": ""}
        return {"status": "success", "message": ""}

    def _metadata(self, bucket: Bucket, call: Call) -> Answer:
        settings = dict(bucket.seen(self._options.stale))
        if shadow := settings.get("shadow_bucket"):
            settings["shadow_bucket"] = self._told(shadow)
        created = bucket.created.isoformat()
        told = {"name": bucket.name, "created_at": created, "initial_created_at": created}
        if call.parameters.get("with-size") == "true":
            count = len(self._objects.keys(bucket.name))
            told |= {"estimated_rows": count, "estimated_unique_rows": count}
            told |= {"estimated_size": self._objects.size(bucket.name)}
        return Answer.json(told | settings)

    def _told(self, shadow: dict[str, Any]) -> dict[str, Any]:
        match self._options.secret:
            case "shown":
                return shadow
            case "masked":
                return shadow | {"secret_key": "********"}
            case _:
                return {name: value for name, value in shadow.items() if name != "secret_key"}

    def _list(self) -> Answer:
        told = [
            {
                "Name": bucket.name,
                "CreationDate": bucket.created.isoformat(),
                "Regions": bucket.settings["object_regions"],
                "Visibility": {"IsPublic": bucket.is_public},
            }
            for bucket in self._buckets.all()
        ]
        return Answer.json({"Buckets": {"Bucket": told}, "ContinuationToken": ""})


def true_state(bucket: Bucket, objects: Objects) -> dict[str, Any]:
    """What a bucket is now, whatever a read shows; no secret."""
    settings = {name: it for name, it in bucket.settings.items() if name != "shadow_bucket"}
    shadow = bucket.shadow
    if shadow:
        digest = hashlib.sha256(shadow["secret_key"].encode()).hexdigest()
        shadow = {name: it for name, it in shadow.items() if name != "secret_key"}
        shadow["secret_key_sha256"] = digest
    return {
        "name": bucket.name,
        "settings": settings,
        "shadow_bucket": shadow,
        "keys": objects.keys(bucket.name),
    }


def _require_kind(name: str, value: Any) -> None:
    kind = KINDS.get(name)
    if kind is None:
        raise invalid(f"{name} is not known")
    if value is not None and not isinstance(value, kind):
        raise invalid(f"{name} cannot be {value!r}")
    if name == "lifecycle_rules" and len(value or []) > MOST_RULES:
        raise invalid(f"There are more than {MOST_RULES} lifecycle rules")


def _merged(before: Settings, named: dict[str, Any], headers: dict[str, str]) -> Settings:
    after = dict(before)
    after["md"] = before["md"] | headers
    for name, value in named.items():
        if value is None or (name == "shadow_bucket" and not value):
            after.pop(name, None)
        else:
            after[name] = value
    after.setdefault("object_regions", "")
    return after
