package io.avatarorigin.vocabulary;

import java.util.List;

/** What the user of a vocabulary can mend; the message says what and where, and may be shown. */
public abstract sealed class VocabularyException extends RuntimeException
    permits InvalidHashException, InvalidVocabularyException, UnknownPresetException {
  private static final long serialVersionUID = 1L;

  VocabularyException(String message) {
    super(message);
  }

  /** The faults of a vocabulary file in the order of its lines; empty where no file is at fault. */
  public List<Fault> faults() {
    return List.of();
  }
}
