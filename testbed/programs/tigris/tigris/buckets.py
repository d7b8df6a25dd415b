"""Buckets' settings, as they are and as a read of them shows them for a while after a change."""

import re
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tigris.messages import RefusalError, denied, invalid, no_such_bucket
from tigris.objects import Objects

Settings = dict[str, Any]

ACL = "X-Amz-Acl"
PUBLIC_LIST = "X-Amz-Acl-Public-List-Objects-Enabled"
ACLS = ("private", "public-read")
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


class Bucket:
    """One of the administrator's account. Settings are replaced, never changed in place."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.created = datetime.now(UTC)
        self.settings = settings
        self._before: list[tuple[float, Settings]] = []  # when they ended, oldest first
        self._lock = threading.Lock()

    def change(self, change: Callable[[Settings], Settings]) -> None:
        with self._lock:
            before = self.settings
            self.settings = change(before)
            self._before.append((time.monotonic(), before))

    def seen(self, stale: float) -> Settings:
        """What they were so many seconds ago."""
        then = time.monotonic() - stale
        return next((old for end, old in self._before if end > then), self.settings)

    @property
    def shadow(self) -> dict[str, Any] | None:
        return self.settings.get("shadow_bucket")

    @property
    def is_public(self) -> bool:
        return self.settings["md"][ACL] == "public-read"

    @property
    def is_publicly_listed(self) -> bool:
        return self.is_public and self.settings["md"][PUBLIC_LIST] == "true"


class Buckets:
    """All buckets, also of other accounts."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._lock = threading.RLock()
        self._own: dict[str, Bucket] = {}
        self._foreign: set[str] = set()

    def make_foreign(self, name: str) -> None:
        """Takes a name for another account."""
        with self._lock:
            if name in self._own:
                raise RefusalError(409, "BucketAlreadyOwnedByYou", f"{name} is an own bucket")
            self._foreign.add(name)

    def own(self, name: str) -> Bucket:
        with self._lock:
            if name in self._foreign:
                raise denied()
            if name not in self._own:
                raise no_such_bucket(name)
            return self._own[name]

    def all(self) -> list[Bucket]:
        with self._lock:
            return [self._own[name] for name in sorted(self._own)]

    def create(self, name: str, headers: Mapping[str, str]) -> None:
        if not NAME.fullmatch(name):
            raise RefusalError(400, "InvalidBucketName", "The specified bucket is not valid")
        settings = _settings_of(headers)
        with self._lock:
            if name in self._foreign:
                raise RefusalError(409, "BucketAlreadyExists", "The bucket name is not available")
            if name in self._own:
                raise RefusalError(409, "BucketAlreadyOwnedByYou", "You own the bucket already")
            answer = self._objects.create_bucket(name)
            if answer.status != 200:
                raise invalid(answer.body.decode())
            self._own[name] = Bucket(name, settings)

    def delete(self, name: str, by_force: bool) -> None:
        with self._lock:
            bucket = self.own(name)
            if bucket.settings.get("protection", {}).get("protected"):
                raise denied("The bucket is protected from deletion")
            if self._objects.keys(name) and not by_force:
                raise RefusalError(409, "BucketNotEmpty", "The bucket is not empty")
            self._objects.empty(name)
            self._objects.delete_bucket(name)
            del self._own[name]


def visibility(headers: Mapping[str, str]) -> dict[str, str]:
    """The settings that are headers, of those that are there."""
    named = {}
    if (acl := headers.get(ACL.lower())) is not None:
        if acl not in ACLS:
            raise invalid(f"{ACL} cannot be {acl}")
        named[ACL] = acl
    if (listed := headers.get(PUBLIC_LIST.lower())) is not None:
        if listed not in ("true", "false"):
            raise invalid(f"{PUBLIC_LIST} cannot be {listed}")
        named[PUBLIC_LIST] = listed
    return named


def _settings_of(headers: Mapping[str, str]) -> Settings:
    snapshots = headers.get("x-tigris-enable-snapshot") == "true"
    settings: Settings = {
        "object_regions": headers.get("x-tigris-regions", ""),
        "type": 1 if snapshots else 0,
        "md": {ACL: "private", PUBLIC_LIST: "true"} | visibility(headers),
    }
    if tier := headers.get("x-amz-storage-class"):
        settings["storage_class"] = tier
    if headers.get("x-tigris-soft-delete") == "true":
        settings["soft_delete"] = {"enabled": True}
    return settings
