package io.avatarorigin.origin.config;

import java.nio.file.Path;

/** Where the vocabulary comes from: a preset's name, or a YAML file. */
public sealed interface VocabularySource {
  /** A vocabulary that comes with the program. */
  record Preset(String name) implements VocabularySource {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A vocabulary of one's own. */
  record File(Path path) implements VocabularySource {
    @Override
    public String toString() {
      return path.toString();
    }
  }
}
