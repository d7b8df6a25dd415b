package io.avatarorigin.origin.avatar;

/** Digest (16 hex digits) of everything that decides the bytes; it changes when pictures would. */
public record ContentVersion(String digits) {
  public ContentVersion {
    if (!isVersion(digits)) {
      throw new IllegalArgumentException("a content version is 16 hex digits, not " + digits);
    }
  }

  /** Whether these are the digits of a version. */
  public static boolean isVersion(String digits) {
    return digits.matches("[0-9a-f]{16}");
  }

  @Override
  public String toString() {
    return digits;
  }
}
