package io.avatarorigin.vocabulary;

import java.util.Collection;

/** A preset was asked for by a name that none has. */
public final class UnknownPresetException extends VocabularyException {
  private static final long serialVersionUID = 1L;

  UnknownPresetException(String name, Collection<String> presets) {
    super(
        "%s is not a vocabulary preset%s; the presets are: %s"
            .formatted(
                Quoted.of(name),
                NearestName.suggestion(name, presets),
                String.join(", ", presets.stream().sorted().toList())));
  }
}
