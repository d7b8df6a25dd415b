package io.avatarorigin.origin.avatar;

/** Digest (16 hex digits) of everything that decides the bytes; it changes when pictures would. */
public record ContentVersion(String digits) {
  public ContentVersion {
    if (!digits.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("a content version is 16 hex digits, not " + digits);
    }
  }

  @Override
  public String toString() {
    return digits;
  }
}
