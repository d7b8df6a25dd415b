package io.avatarorigin.worker.fetch.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One commit of a model repository: files by path, of which the ONNX ones are kept apart, as
 * git-lfs does it.
 */
public record Repository(SortedMap<String, byte[]> files) {
  public Repository {
    files = new TreeMap<>(files);
  }

  /** The files of a folder. */
  public static Repository of(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Repository(files);
  }

  public Repository with(String path, byte[] content) {
    SortedMap<String, byte[]> more = new TreeMap<>(files);
    more.put(path, content);
    return new Repository(more);
  }

  public Repository without(String path) {
    SortedMap<String, byte[]> fewer = new TreeMap<>(files);
    fewer.remove(path);
    return new Repository(fewer);
  }

  /** The same in a folder. */
  public Repository below(String folder) {
    SortedMap<String, byte[]> moved = new TreeMap<>();
    files.forEach((path, content) -> moved.put(folder + "/" + path, content));
    return new Repository(moved);
  }

  public static boolean isLarge(String path) {
    return path.contains(".onnx") || path.endsWith(".safetensors");
  }

  /** A name of its own for each content. */
  public String commit() {
    MessageDigest digest = digest("SHA-1");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
      digest.update(sha256(file.getValue()).getBytes(StandardCharsets.US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(content));
  }

  /** What {@code git hash-object} prints. */
  public static String gitBlob(byte[] content) {
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
