package io.avatarorigin.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes hashes out of a data folder: {@code barred} names them, {@code objects} loses their files.
 */
record Forgetting(Path data) {
  /**
   * Appends those hashes that are not barred yet, in one write, so that readers see whole lines.
   */
  void bar(Collection<Hash> hashes) throws IOException {
    Files.createDirectories(data);
    try (FileChannel file = FileChannel.open(data.resolve("barred"), CREATE, READ, WRITE);
        FileLock _ = file.lock()) {
      String before =
          new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
      Set<String> barred = new HashSet<>(before.lines().map(String::strip).toList());
      String added =
          hashes.stream()
              .map(Hash::digits)
              .filter(digits -> !barred.contains(digits))
              .map(digits -> digits + "\n")
              .collect(Collectors.joining());
      if (added.isEmpty()) {
        return;
      }
      String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      ByteBuffer bytes = ByteBuffer.wrap((separator + added).getBytes(StandardCharsets.UTF_8));
      file.position(file.size());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  /** Deletes the hash's portraits and renditions of every content version, and counts them. */
  int removeFiles(Hash hash) throws IOException {
    int removed = 0;
    for (Path version : children(data.resolve("objects"))) {
      for (Path kind : children(version)) {
        Path folder =
            kind.resolve(hash.digits().substring(0, 2)).resolve(hash.digits().substring(2, 4));
        for (Path file : children(folder)) {
          if (isOf(hash, file) && Files.deleteIfExists(file)) {
            removed++;
          }
        }
      }
    }
    return removed;
  }

  /** A file's name goes on after the hash with something that is no digit. */
  private static boolean isOf(Hash hash, Path file) {
    String name = file.getFileName().toString();
    int end = hash.digits().length();
    return name.startsWith(hash.digits())
        && (name.length() == end || !HexFormat.isHexDigit(name.charAt(end)));
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
        paths.forEach(children::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return children;
  }
}
