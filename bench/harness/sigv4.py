"""Signature Version 4 of plain S3 requests, for servers that want one."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

PAYLOAD = "UNSIGNED-PAYLOAD"


@dataclass(frozen=True)
class Signer:
    """Signs for one key pair; paths come as they are before they are encoded."""

    access_key_id: str
    secret_access_key: str
    region: str = "us-east-1"

    def headers(self, method: str, host: str, path: str) -> dict[str, str]:
        """What a request sent within a quarter of an hour has to have."""
        time = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{time[:8]}/{self.region}/s3/aws4_request"
        names = "host;x-amz-content-sha256;x-amz-date"
        lines = f"host:{host}\nx-amz-content-sha256:{PAYLOAD}\nx-amz-date:{time}\n"
        canonical = f"{method}\n{quote(path)}\n\n{lines}\n{names}\n{PAYLOAD}"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        to_sign = f"AWS4-HMAC-SHA256\n{time}\n{scope}\n{digest}"
        key = f"AWS4{self.secret_access_key}".encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
        credential = f"{self.access_key_id}/{scope}"
        return {
            "x-amz-date": time,
            "x-amz-content-sha256": PAYLOAD,
            "Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, "
            f"SignedHeaders={names}, Signature={signature}",
        }
