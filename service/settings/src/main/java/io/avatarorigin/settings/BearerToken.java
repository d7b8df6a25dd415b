package io.avatarorigin.settings;

/** What may stand behind {@code Authorization: Bearer}: visible ASCII, without blanks. */
public final class BearerToken {
  private BearerToken() {}

  /** Whether a text can be sent, and so be a token at all. */
  public static boolean fits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /**
   * What a setting takes that is a token; no fault quotes it.
   *
   * @param leastBytes at least 1
   */
  public static Kind<Secret> kind(int leastBytes) {
    String length = leastBytes > 1 ? " of %d bytes or more".formatted(leastBytes) : "";
    return Secret.kind(
        "a secret%s, visible ASCII without blanks".formatted(length),
        leastBytes,
        BearerToken::fits);
  }
}
