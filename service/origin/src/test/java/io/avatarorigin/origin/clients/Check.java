package io.avatarorigin.origin.clients;

/** What every client is asked to do; {@link Checklist} says what it must have seen. */
enum Check {
  /** The whole object: its bytes, and what the client tells of them. */
  GET("get"),
  /** What the client tells of the object without reading it. */
  HEAD("head"),
  /** All keys of the bucket, page by page. */
  LIST("list"),
  /** 200 octets from the middle. */
  RANGE("range"),
  /** Several MiB, in parts where the client can. */
  LARGE("large"),
  /** A read of what the client has already. */
  NOT_MODIFIED("notModified"),
  /** A read of what there is no more. */
  PRECONDITION_FAILED("preconditionFailed"),
  /** A URL that the client signs, read without the client. */
  PRESIGNED("presigned"),
  /** A URL that is signed in the manner of before 2014. */
  SIGNATURE_VERSION_2("signatureVersion2"),
  /** A key that names no picture. */
  MISSING("missing"),
  /** The same without a body that could tell the code. */
  MISSING_HEAD("missingHead"),
  /** A secret that is not the key's. */
  WRONG_SECRET("wrongSecret"),
  /** A region that is not the bucket's; some clients read the right one from the refusal. */
  WRONG_REGION("wrongRegion"),
  /** The bucket's region. */
  LOCATION("location"),
  /** A key with blanks, plus signs and letters beyond ASCII. */
  ODD_KEY("oddKey"),
  /** The bucket in the host's name. */
  HOSTED("hosted"),
  /** 503 while the picture is drawn; the client comes back of itself. */
  RETRIED("retried"),
  /** A draw of twelve seconds. */
  COLD("cold");

  private final String key;

  Check(String key) {
    this.key = key;
  }

  /** Its name in the reports of client programs. */
  String key() {
    return key;
  }
}
