package io.avatarorigin.vocabulary;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A vocabulary file that cannot be used. The message has one line a fault, {@code
 * source:line:column: path: what is wrong}.
 */
public final class InvalidVocabularyException extends VocabularyException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  InvalidVocabularyException(String source, List<Fault> faults) {
    super(faults.stream().map(fault -> source + ":" + fault).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  @Override
  public List<Fault> faults() {
    return faults;
  }
}
