package io.avatarorigin.worker.http;

import io.avatarorigin.settings.BearerToken;
import io.avatarorigin.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that let clients in. Those of a file are read again when it changes; while it cannot
 * be used, the last good ones stay in force. Safe for use by several threads.
 */
public final class Tokens {
  private final Optional<WatchedFile> file;
  private final int leastBytes;
  private final Complaints complaints = new Complaints("the last good tokens stay in force");
  private byte @Nullable [] content; // of the file when it was last looked at
  private volatile List<byte[]> digests;

  private Tokens(Optional<WatchedFile> file, int leastBytes, List<byte[]> digests) {
    this.file = file;
    this.leastBytes = leastBytes;
    this.digests = digests;
  }

  /** This one token. */
  public static Tokens of(Secret token) {
    return new Tokens(Optional.empty(), 0, List.of(digest(token.reveal())));
  }

  /**
   * The tokens of a file, a line each.
   *
   * @param leastBytes of each
   * @throws UnusableFileException when it cannot be read, or holds no good token
   */
  public static Tokens from(Path path, int leastBytes) {
    Tokens tokens = new Tokens(Optional.of(new WatchedFile(path)), leastBytes, List.of());
    tokens.take(tokens.file.orElseThrow());
    return tokens;
  }

  /** Looks whether the file has changed. Called by one thread. */
  public void refresh() {
    file.ifPresent(
        it -> {
          try {
            take(it);
            complaints.settle();
          } catch (UnusableFileException e) {
            complaints.raise(String.valueOf(e.getMessage()));
          }
        });
  }

  /** Whether it is one of them; takes as long whichever it is. */
  boolean contain(String token) {
    byte[] asked = digest(token);
    boolean found = false;
    for (byte[] digest : digests) {
      found |= MessageDigest.isEqual(digest, asked);
    }
    return found;
  }

  private void take(WatchedFile watched) {
    byte[] read = watched.read();
    if (Arrays.equals(read, content)) {
      return;
    }
    content = read;
    List<String> lines =
        new String(read, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (lines.isEmpty()) {
      throw new UnusableFileException(watched.path() + " holds no token");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!BearerToken.fits(line)) {
        throw new UnusableFileException(
            "%s: token %d has blanks, or is not visible ASCII".formatted(watched.path(), i + 1));
      }
      if (line.length() < leastBytes) {
        throw new UnusableFileException(
            "%s: token %d has less than %d bytes".formatted(watched.path(), i + 1, leastBytes));
      }
    }
    digests = lines.stream().map(Tokens::digest).toList();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
