"""Who signed a request: its signature of version 4 is made anew, by botocore, and compared."""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials

from tigris.messages import Call, RefusalError

ALGORITHM = "AWS4-HMAC-SHA256"
REGIONS = ("auto", "us-east-1")
SKEW = timedelta(minutes=15)
LONGEST_PRESIGNED = timedelta(days=90)
UNSIGNED = "UNSIGNED-PAYLOAD"

SecretOf = Callable[[str], str | None]


@dataclass(frozen=True)
class Claim:
    """What a request says of its signature."""

    access_key_id: str
    date: str
    region: str
    service: str
    signed_headers: list[str]
    signature: str
    timestamp: str
    expires: timedelta | None
    payload: str


class _Recomputation(S3SigV4Auth):
    def __init__(self, secret: str, claim: Claim) -> None:
        credentials = Credentials(claim.access_key_id, secret)
        super().__init__(credentials, claim.service, claim.region)
        self._signed = claim.signed_headers

    def headers_to_sign(self, request: AWSRequest) -> HTTPHeaders:
        chosen = HTTPHeaders()
        for name in self._signed:
            chosen[name] = request.headers.get(name, "")
        return chosen


def signer_of(call: Call, secret_of: SecretOf) -> str | None:
    """The id of the access key that signed a request; None where nobody did."""
    if not call.is_signed:
        return None
    claim = _claim(call)
    secret = secret_of(claim.access_key_id)
    if secret is None:
        raise RefusalError(403, "InvalidAccessKeyId", "The access key id does not exist")
    if claim.region not in REGIONS or claim.service != "s3":
        message = f"The scope is to be of s3 in {' or '.join(REGIONS)}"
        raise RefusalError(400, "AuthorizationHeaderMalformed", message)
    _require_time(claim)
    if not hmac.compare_digest(_signature(call, claim, secret), claim.signature):
        raise RefusalError(403, "SignatureDoesNotMatch", "The signature is not that of the request")
    _require_payload(call, claim)
    return claim.access_key_id


def claimed_key(call: Call) -> str | None:
    """The id of the access key that a request names, whether it is right or not."""
    try:
        return _claim(call).access_key_id if call.is_signed else None
    except RefusalError:
        return None


def _claim(call: Call) -> Claim:
    parameters = call.parameters
    try:
        if "authorization" in call.headers:
            return _claim_of_header(call)
        access_key_id, date, region, service, _ = parameters["X-Amz-Credential"].rsplit("/", 4)
        return Claim(
            access_key_id,
            date,
            region,
            service,
            parameters["X-Amz-SignedHeaders"].split(";"),
            parameters["X-Amz-Signature"],
            parameters["X-Amz-Date"],
            timedelta(seconds=int(parameters["X-Amz-Expires"])),
            UNSIGNED,
        )
    except (KeyError, ValueError) as error:
        message = "The authorization is not of AWS Signature Version 4"
        raise RefusalError(400, "AuthorizationHeaderMalformed", message) from error


def _claim_of_header(call: Call) -> Claim:
    algorithm, _, rest = call.headers["authorization"].partition(" ")
    if algorithm != ALGORITHM:
        raise ValueError(algorithm)
    fields = dict(re.findall(r"(\w+)=([^,\s]+)", rest))
    access_key_id, date, region, service, _ = fields["Credential"].rsplit("/", 4)
    return Claim(
        access_key_id,
        date,
        region,
        service,
        fields["SignedHeaders"].split(";"),
        fields["Signature"],
        call.headers["x-amz-date"],
        None,
        call.headers["x-amz-content-sha256"],
    )


def _require_time(claim: Claim) -> None:
    try:
        signed = datetime.strptime(claim.timestamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise RefusalError(403, "AccessDenied", "The date is none") from error
    now = datetime.now(UTC)
    if claim.expires is None and abs(now - signed) > SKEW:
        raise RefusalError(403, "RequestTimeTooSkewed", "The request's time is too far from now")
    if claim.expires is not None:
        if not timedelta(0) < claim.expires <= LONGEST_PRESIGNED:
            raise RefusalError(400, "AuthorizationQueryParametersError", "Expires is out of range")
        if not signed - SKEW <= now <= signed + claim.expires:
            raise RefusalError(403, "AccessDenied", "Request has expired")


def _signature(call: Call, claim: Claim, secret: str) -> str:
    path = quote(unquote(call.path), safe="/-_.~")
    request = AWSRequest(call.method, f"http://{call.headers.get('host', '')}{path}")
    request.params = [it for it in call.query if it[0] != "X-Amz-Signature"]
    for name, value in call.headers.items():
        request.headers[name] = value
    del request.headers["x-amz-content-sha256"]
    request.headers["x-amz-content-sha256"] = claim.payload
    request.context["timestamp"] = claim.timestamp
    anew: Any = _Recomputation(secret, claim)
    text = anew.string_to_sign(request, anew.canonical_request(request))
    return anew.signature(text, request)


def _require_payload(call: Call, claim: Claim) -> None:
    is_hash = re.fullmatch("[0-9a-f]{64}", claim.payload)
    if is_hash and claim.payload != hashlib.sha256(call.body).hexdigest():
        raise RefusalError(400, "XAmzContentSHA256Mismatch", "The content is not what was signed")
