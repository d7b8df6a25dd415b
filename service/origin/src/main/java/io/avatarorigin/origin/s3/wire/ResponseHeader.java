package io.avatarorigin.origin.s3.wire;

/** The headers that answers may have, besides those that every answer has. */
public enum ResponseHeader {
  ACCEPT_RANGES("Accept-Ranges"),
  ACCESS_CONTROL_ALLOW_CREDENTIALS("Access-Control-Allow-Credentials"),
  ACCESS_CONTROL_ALLOW_HEADERS("Access-Control-Allow-Headers"),
  ACCESS_CONTROL_ALLOW_METHODS("Access-Control-Allow-Methods"),
  ACCESS_CONTROL_ALLOW_ORIGIN("Access-Control-Allow-Origin"),
  ACCESS_CONTROL_EXPOSE_HEADERS("Access-Control-Expose-Headers"),
  ACCESS_CONTROL_MAX_AGE("Access-Control-Max-Age"),
  ALLOW("Allow"),
  CACHE_CONTROL("Cache-Control"),
  CHECKSUM_CRC32("x-amz-checksum-crc32"),
  CHECKSUM_TYPE("x-amz-checksum-type"),
  CONTENT_DISPOSITION("Content-Disposition"),
  CONTENT_ENCODING("Content-Encoding"),
  CONTENT_LANGUAGE("Content-Language"),
  CONTENT_RANGE("Content-Range"),
  CONTENT_TYPE("Content-Type"),
  ETAG("ETag"),
  EXPIRES("Expires"),
  LAST_MODIFIED("Last-Modified"),
  RETRY_AFTER("Retry-After"),
  VARY("Vary");

  private final String title;

  ResponseHeader(String title) {
    this.title = title;
  }

  /** The name as it is sent. */
  public String title() {
    return title;
  }
}
