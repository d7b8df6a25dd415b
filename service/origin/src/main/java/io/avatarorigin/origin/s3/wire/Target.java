package io.avatarorigin.origin.s3.wire;

/** What a request is about. Names are as the client wrote them, decoded but not checked. */
public sealed interface Target {
  /** The list of buckets. */
  record Service() implements Target {}

  /** A bucket as a whole. */
  record Bucket(String bucket) implements Target {}

  /** One object; the key is not empty. */
  record Key(String bucket, String key) implements Target {}

  /** What error documents call this kind of target. */
  default String resourceType() {
    return switch (this) {
      case Service service -> "SERVICE";
      case Bucket bucket -> "BUCKET";
      case Key key -> "OBJECT";
    };
  }
}
