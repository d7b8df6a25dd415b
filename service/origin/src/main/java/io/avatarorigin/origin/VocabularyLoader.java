package io.avatarorigin.origin;

import io.avatarorigin.origin.config.VocabularySource;
import io.avatarorigin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the vocabulary that the settings name. */
public final class VocabularyLoader {
  private VocabularyLoader() {}

  /**
   * The preset, or the file's vocabulary.
   *
   * @throws OriginException when the file cannot be read
   * @throws io.avatarorigin.vocabulary.VocabularyException when there is no such preset, or the
   *     file is no vocabulary
   */
  public static Vocabulary load(VocabularySource source) {
    return switch (source) {
      case VocabularySource.Preset(String name) -> Vocabulary.preset(name);
      case VocabularySource.File(Path path) -> Vocabulary.parse(read(path), path.toString());
    };
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new OriginException("there is no vocabulary " + path, e);
    } catch (IOException e) {
      throw new OriginException("the vocabulary " + path + " cannot be read: " + e, e);
    }
  }
}
