package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.cors.CorsRules;
import java.time.Instant;
import java.util.Objects;

/**
 * A bucket that the face serves.
 *
 * @param created told in lists of buckets; a configured value, so that it stays the same
 * @param cors which pages may read it from a browser
 * @param deletes what becomes of DeleteObject
 */
public record S3Bucket(
    String name, Access access, Instant created, CorsRules cors, Deletes deletes) {
  /** Who may read the objects of a bucket; everything else always takes a signature. */
  public enum Access {
    /** Holders of an access key. */
    SIGNED,
    /** Anybody, and for anybody objects are made. */
    PUBLIC,
    /** Anybody, but objects are made for holders of an access key only. */
    PUBLIC_MADE
  }

  /** What becomes of DeleteObject, which never deletes anything. */
  public enum Deletes {
    /** It succeeds. */
    IGNORED,
    /** It is refused with 405. */
    REFUSED
  }

  /** A bucket that pages of other origins may not read, and that ignores deletes. */
  public S3Bucket(String name, Access access, Instant created) {
    this(name, access, created, CorsRules.NONE, Deletes.IGNORED);
  }

  public S3Bucket {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a bucket name is 3 to 63 of a-z, 0-9, dot and hyphen, and no IP address: " + name);
    }
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(cors, "cors");
    Objects.requireNonNull(deletes, "deletes");
  }

  /** Whether S3 could have a bucket of this name. */
  static boolean isName(String name) {
    if (name.length() < 3 || name.length() > 63) {
      return false;
    }
    boolean digitsAndDotsOnly = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && !(c >= 'a' && c <= 'z') && c != '.' && c != '-') {
        return false;
      }
      digitsAndDotsOnly &= digit || c == '.';
    }
    return !digitsAndDotsOnly || name.chars().filter(c -> c == '.').count() != 3;
  }
}
