package io.avatarorigin.worker.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file that is read again and again; changes are seen in its content alone. */
record WatchedFile(Path path) {
  private static final int MOST_BYTES = 1 << 20;

  byte[] read() {
    try (InputStream content = Files.newInputStream(path)) {
      byte[] bytes = content.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UnusableFileException("%s is larger than %d bytes".formatted(path, MOST_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new UnusableFileException("%s cannot be read (%s)".formatted(path, e), e);
    }
  }
}
