package io.avatarorigin.vocabulary;

/** Text that was to be a {@link Hash} and is none. */
public final class InvalidHashException extends VocabularyException {
  private static final long serialVersionUID = 1L;

  InvalidHashException(String text) {
    super(
        "%s is not a hash: it takes 32 (MD5) or 64 (SHA-256) hex digits, and this has %s characters"
            .formatted(Quoted.of(text), text.length()));
  }
}
