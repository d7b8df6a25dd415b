package io.avatarorigin.origin;

import io.avatarorigin.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The token for workers and servers: a setting, or a file that is read each time it is asked. */
final class EngineToken {
  private EngineToken() {}

  static Supplier<Optional<String>> of(Optional<Secret> token, Optional<Path> file) {
    return () -> token.map(Secret::reveal).or(() -> file.map(EngineToken::read));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new OriginException("engine.token-file: cannot read " + file + ": " + e, e);
    }
  }
}
