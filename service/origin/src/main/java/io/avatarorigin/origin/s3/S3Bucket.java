package io.avatarorigin.origin.s3;

import java.time.Instant;
import java.util.Objects;

/**
 * A bucket that the face serves.
 *
 * @param created told in lists of buckets; a configured value, so that it stays the same
 */
public record S3Bucket(String name, Access access, Instant created) {
  /** Who may read the objects of a bucket; everything else always takes a signature. */
  public enum Access {
    /** Holders of an access key. */
    SIGNED,
    /** Anybody. */
    PUBLIC
  }

  public S3Bucket {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a bucket name is 3 to 63 of a-z, 0-9, dot and hyphen, and no IP address: " + name);
    }
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(created, "created");
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
