package io.avatarorigin.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Predicate;

/** A text that is never printed: its {@code toString} is {@link #MASK}. */
public final class Secret {
  /** What stands for a secret wherever settings are shown. */
  public static final String MASK = "********";

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * The secret of this text.
   *
   * @throws IllegalArgumentException when the text is empty, or the mask of a printed configuration
   */
  public static Secret of(String text) {
    if (text.isBlank() || text.equals(MASK)) {
      throw new IllegalArgumentException("a secret is neither empty nor " + MASK);
    }
    return new Secret(text);
  }

  /**
   * What a setting takes that is a secret; no fault quotes it.
   *
   * @param leastBytes in UTF-8
   */
  public static Kind<Secret> kind(String description, int leastBytes) {
    return kind(description, leastBytes, _ -> true);
  }

  static Kind<Secret> kind(String description, int leastBytes, Predicate<String> fits) {
    return new ScalarKind<>(
        description,
        text -> {
          Secret secret = of(text);
          if (secret.bytes().length < leastBytes || !fits.test(text)) {
            throw new IllegalArgumentException("a secret is too short, or not of its kind");
          }
          return secret;
        },
        Secret::toString,
        _ -> "");
  }

  /** The secret itself, for the code that signs or verifies with it. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
