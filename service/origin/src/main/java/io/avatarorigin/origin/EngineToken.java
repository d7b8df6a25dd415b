package io.avatarorigin.origin;

import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import io.avatarorigin.settings.BearerToken;
import io.avatarorigin.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The token for workers and servers: a setting, or a file that is read each time it is asked. */
final class EngineToken {
  private EngineToken() {}

  /** The token; it is an EngineException as long as the file holds none. */
  static Supplier<Optional<String>> of(Optional<Secret> token, Optional<Path> file) {
    return () -> token.map(Secret::reveal).or(() -> file.map(EngineToken::read));
  }

  private static String read(Path file) {
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable("cannot read " + file + ": " + e, e);
    }
    if (!BearerToken.fits(token)) {
      throw unusable(file + " has to hold one token, of visible ASCII without blanks", null);
    }
    return token;
  }

  private static EngineException unusable(String fault, @Nullable Exception cause) {
    return new EngineException(Trouble.UNREACHABLE, "engine.token-file: " + fault, cause);
  }
}
