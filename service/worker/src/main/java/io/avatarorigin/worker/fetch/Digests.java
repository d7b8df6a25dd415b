package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.ChecksumAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** Checksums of files on the disk. */
final class Digests {
  private static final int BUFFER_BYTES = 1 << 18;

  private Digests() {}

  static String sha256(Path file) throws IOException {
    return of(file, Set.of(ChecksumAlgorithm.SHA256), bytes -> {})
        .getOrDefault(ChecksumAlgorithm.SHA256, "");
  }

  /** Several of one file, which is read once. */
  static Map<ChecksumAlgorithm, String> of(
      Path file, Set<ChecksumAlgorithm> algorithms, IntConsumer progress) throws IOException {
    Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> running =
        new EnumMap<>(ChecksumAlgorithm.class);
    long bytes = Files.size(file);
    algorithms.forEach(algorithm -> running.put(algorithm, algorithm.start(bytes)));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        int length = read;
        running.values().forEach(each -> each.update(buffer, length));
        progress.accept(length);
      }
    }
    Map<ChecksumAlgorithm, String> values = new EnumMap<>(ChecksumAlgorithm.class);
    running.forEach((algorithm, each) -> values.put(algorithm, each.finish()));
    return values;
  }
}
