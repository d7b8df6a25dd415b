package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * One pass over the portraits on disk that this bucket may never have been offered, since they were
 * drawn without one or with another. It goes by their digits, and a file tells how far it has come
 * with which bucket, so that a restart goes on from there. Used by one thread.
 */
final class EarlierPortraits {
  private static final System.Logger LOGGER = System.getLogger(EarlierPortraits.class.getName());

  /** In the place of digits: there are none left. */
  private static final String ALL = "all";

  private final Path file;
  private final String bucket;
  private String reached;

  private EarlierPortraits(Path file, String bucket, String reached) {
    this.file = file;
    this.bucket = bucket;
    this.reached = reached;
  }

  /**
   * The pass as far as an earlier process has come with the same bucket; at its end where there is
   * nothing on disk.
   */
  static EarlierPortraits open(Path data, SharedTier.Parts parts) {
    Path file = file(data, parts.version());
    String bucket = parts.shared().name() + " " + parts.shared().prefix();
    EarlierPortraits pass = new EarlierPortraits(file, bucket, read(file, bucket));
    try {
      List<Hash> _ = pass.next(parts.local(), 1);
    } catch (UncheckedIOException e) {
      return pass; // reported already; it is tried again
    }
    return pass;
  }

  private static String read(Path file, String bucket) {
    try {
      String[] lines = Files.readString(file).split("\n", 2);
      boolean isPosition = lines[0].equals(ALL) || Hash.isHash(lines[0]);
      return isPosition && lines.length == 2 && lines[1].equals(bucket) ? lines[0] : "";
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "not read, all is offered anew file=" + file, e);
      return "";
    }
  }

  /** Without a bucket, whatever is drawn is to be offered to the next one. */
  static void forget(Path data, ContentVersion version) {
    try {
      Files.deleteIfExists(file(data, version));
    } catch (IOException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "not deleted, so a bucket will not be offered what is drawn now file="
              + file(data, version),
          e);
    }
  }

  /** Beside the folder of the backlog. */
  private static Path file(Path data, ContentVersion version) {
    return data.resolve("unshared").resolve(version + ".offered");
  }

  /**
   * The hashes that come next; none when all have come.
   *
   * @throws UncheckedIOException if the disk fails
   */
  List<Hash> next(LocalPictures local, int most) {
    if (reached.equals(ALL) || most <= 0) {
      return List.of();
    }
    List<Hash> hashes = local.storedBehind(reached, most);
    if (hashes.isEmpty()) {
      advance(ALL);
    }
    return hashes;
  }

  /** All up to this one are settled, or noted to be offered again. */
  void passed(Hash last) {
    advance(last.digits());
  }

  private void advance(String position) {
    reached = position;
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(written, position + "\n" + bucket);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOGGER.log(
          System.Logger.Level.WARNING, "not written, a restart offers some anew file=" + file, e);
    }
  }
}
