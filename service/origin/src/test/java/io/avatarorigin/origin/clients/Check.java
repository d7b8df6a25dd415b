package io.avatarorigin.origin.clients;

/** What every client is asked to do; {@link Checklist} says what it must have seen. */
enum Check {
  GET("get", "a whole object: bytes, ETag, content type, length"),
  HEAD("head", "ETag, content type and length without the bytes"),
  LIST("list", "every key, size and ETag of what is drawn, page by page where the client can"),
  RANGE("range", "a ranged read"),
  ATTRIBUTES("attributes", "GetObjectAttributes: ETag, size, storage class and checksum"),
  LARGE("large", "a pinned object of 20 MiB, in one piece"),
  PARTS("parts", "the same in parts"),
  NOT_MODIFIED("notModified", "`If-None-Match` with the object's ETag: 304"),
  PRECONDITION_FAILED("preconditionFailed", "`If-Match` with another ETag: 412"),
  PRESIGNED("presigned", "a presigned URL, read without the client; a tampered one: 403"),
  SIGNATURE_VERSION_2("signatureVersion2", "a URL signed with version 2: 400"),
  MISSING("missing", "a key that names no picture: 404 NoSuchKey"),
  MISSING_HEAD("missingHead", "the same by HEAD: 404"),
  WRONG_SECRET("wrongSecret", "a wrong secret: 403 SignatureDoesNotMatch"),
  WRONG_REGION("wrongRegion", "a wrong region: corrected, or 400 AuthorizationHeaderMalformed"),
  SKEWED("skewed", "a clock 20 minutes off: corrected, or 403 RequestTimeTooSkewed"),
  BUCKETS("buckets", "the names of the buckets"),
  LOCATION("location", "the bucket's region"),
  ODD_KEY("oddKey", "a key with blanks, plus signs and umlauts"),
  HOSTED("hosted", "the bucket in the host's name"),
  RETRIED("retried", "503 while it is drawn: the client comes back and gets it"),
  UNAVAILABLE("unavailable", "the same with a single attempt: 503 ServiceUnavailable"),
  COLD("cold", "a draw of 12 seconds: waited for, one draw, no storm of requests");

  private final String key;
  private final String words;

  Check(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Its name in the reports of client programs. */
  String key() {
    return key;
  }

  /** What is done, and what is to be seen, for the document. */
  String words() {
    return words;
  }
}
