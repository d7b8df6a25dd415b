package io.avatarorigin.origin.s3;

/** What a request asks for, as metrics tell requests apart. */
public enum S3Operation {
  GET_OBJECT("GetObject"),
  HEAD_OBJECT("HeadObject"),
  GET_OBJECT_ATTRIBUTES("GetObjectAttributes"),
  DELETE_OBJECT("DeleteObject"),
  LIST_OBJECTS("ListObjects"),
  LIST_OBJECTS_V2("ListObjectsV2"),
  LIST_OBJECT_VERSIONS("ListObjectVersions"),
  LIST_BUCKETS("ListBuckets"),
  HEAD_BUCKET("HeadBucket"),
  GET_BUCKET_LOCATION("GetBucketLocation"),
  /** A read of configuration, such as {@code ?acl} or {@code ?policy}. */
  READ_SUBRESOURCE("ReadSubresource"),
  PREFLIGHT("Preflight"),
  /** A write or method that is refused. */
  REFUSED_METHOD("RefusedMethod"),
  /** Whatever it is, its client asks too often. */
  THROTTLED("Throttled"),
  /** Nothing that could be read as a request. */
  UNREADABLE("Unreadable");

  private final String label;

  S3Operation(String label) {
    this.label = label;
  }

  /** Whether it answers with keys, so that it is about those that begin with a prefix. */
  boolean listsKeys() {
    return this == LIST_OBJECTS || this == LIST_OBJECTS_V2 || this == LIST_OBJECT_VERSIONS;
  }

  /** S3's name of the operation, for metrics. */
  public String label() {
    return label;
  }
}
