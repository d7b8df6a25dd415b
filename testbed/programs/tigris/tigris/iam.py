"""Access keys, and what their roles let them do."""

import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from tigris.messages import Answer, Call, RefusalError, denied, invalid, parsed

READS = ("GET", "HEAD")
ROLES = ("ReadOnly", "ReadWrite", "Editor", "NamespaceAdmin")
NAMESPACE = "testbed"

Roles = list[dict[str, str]]


@dataclass(frozen=True)
class AccessKey:
    """A key; its roles are of buckets, or of all where the bucket is a star."""

    id: str
    secret: str = field(repr=False)
    name: str
    roles: Roles
    created: datetime

    @property
    def is_administrator(self) -> bool:
        return any(it["role"] == "NamespaceAdmin" and it["bucket"] == "*" for it in self.roles)

    def may(self, method: str, bucket: str, key: str, parameters: dict[str, str]) -> bool:
        """Whether it may do this of S3."""
        if self.is_administrator:
            return True
        roles = {it["role"] for it in self.roles if it["bucket"] == bucket}
        if method in READS:
            return bool(roles) and bool(bucket)
        writes = bool(key) or (method == "POST" and "delete" in parameters)
        return writes and bool(roles & {"Editor", "ReadWrite"})

    def told(self) -> dict[str, Any]:
        return {
            "access_key_id": self.id,
            "username": self.name,
            "created_at": self.created.isoformat(),
            "status": "active",
            "namespace_id": NAMESPACE,
            "buckets_role": self.roles,
        }


class AccessKeys:
    """All keys of the account. Safe for use by several threads."""

    def __init__(self, administrator_id: str, administrator_secret: str) -> None:
        self._lock = threading.RLock()
        all_buckets = [{"bucket": "*", "role": "NamespaceAdmin"}]
        first = AccessKey(
            administrator_id, administrator_secret, "administrator", all_buckets, datetime.now(UTC)
        )
        self._keys = {first.id: first}

    def secret_of(self, id: str) -> str | None:
        with self._lock:
            return self._keys[id].secret if id in self._keys else None

    def find(self, id: str) -> AccessKey:
        with self._lock:
            if id not in self._keys:
                raise RefusalError(404, "NoSuchEntity", f"There is no access key {id}")
            return self._keys[id]

    def answer(self, call: Call, by: AccessKey) -> Answer:
        if not by.is_administrator:
            raise denied()
        form = call.form | call.parameters
        with self._lock:
            match call.action:
                case "CreateAccessKeyWithBucketsRole":
                    return self._create(_request(form))
                case "ListAccessKeys":
                    return self._list(form)
                case "UpdateAccessKeyWithBucketsRole":
                    return self._update(_request(form))
                case "RotateAccessKey":
                    return self._rotate(form.get("AccessKeyId", ""))
                case "DeleteAccessKey":
                    key = self.find(form.get("AccessKeyId", ""))
                    del self._keys[key.id]
                    return Answer.json({"status": "success"})
                case action:
                    raise RefusalError(400, "InvalidAction", f"{action} is not known here")

    def _create(self, request: dict[str, Any]) -> Answer:
        name = request.get("name")
        if not isinstance(name, str) or not name:
            raise invalid("The name of the access key is missing")
        key = AccessKey(
            f"tid_{secrets.token_hex(10)}", _secret(), name, _roles(request), datetime.now(UTC)
        )
        self._keys[key.id] = key
        told = {
            "AccessKeyId": key.id,
            "SecretAccessKey": key.secret,
            "UserName": key.name,
            "Status": "Active",
            "CreateDate": key.created.isoformat(),
        }
        return Answer.json({"CreateAccessKeyResult": {"AccessKey": told}})

    def _list(self, form: dict[str, str]) -> Answer:
        keys = list(self._keys.values())
        if "KeyId" in form:
            keys = [it for it in keys if it.id == form["KeyId"]]
        first = int(form.get("Marker") or 0)
        last = first + int(form.get("MaxItems") or 1000)
        has_more = last < len(keys)
        told = [it.told() for it in keys[first:last]]
        marker = str(last) if has_more else ""
        return Answer.json({"Keys": told, "IsTruncated": has_more, "Marker": marker})

    def _update(self, request: dict[str, Any]) -> Answer:
        key = self.find(str(request.get("id", "")))
        self._keys[key.id] = replace(key, roles=_roles(request))
        return Answer.json({"status": "success"})

    def _rotate(self, id: str) -> Answer:
        key = replace(self.find(id), secret=_secret())
        self._keys[id] = key
        result = {"id": id, "new_secret": key.secret}
        return Answer.json({"status": "success", "rotate_access_key_result": result})


def _secret() -> str:
    return f"tsec_{secrets.token_urlsafe(32)}"


def _request(form: dict[str, str]) -> dict[str, Any]:
    request = parsed(form.get("Req", ""), "Req")
    if not isinstance(request, dict):
        raise invalid("Req is to be an object")
    return request


def _roles(request: dict[str, Any]) -> Roles:
    roles = request.get("buckets_role", [])
    if not isinstance(roles, list):
        raise invalid("buckets_role is to be a list")
    for role in roles:
        if not isinstance(role, dict) or not isinstance(role.get("bucket"), str):
            raise invalid("A role of buckets_role has no bucket")
        if role.get("role") not in ROLES:
            raise invalid(f"The role {role.get('role')!r} is none of {', '.join(ROLES)}")
    return roles
