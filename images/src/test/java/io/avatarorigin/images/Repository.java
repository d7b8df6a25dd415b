package io.avatarorigin.images;

import java.nio.file.Path;

/** Where this checkout is. */
final class Repository {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private Repository() {}
}
