package io.avatarorigin.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that one origin keeps everything in, locked against a second one. */
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder if need be, and locks it.
   *
   * @throws OriginException when it cannot be made, or another process has it
   */
  static DataFolder open(Path path) {
    FileChannel lockFile;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new OriginException(
          "cannot write to the data folder " + path + " (choose another with --data): " + e, e);
    }
    try {
      if (lock(lockFile) != null) {
        return new DataFolder(path, lockFile);
      }
      lockFile.close();
    } catch (IOException e) {
      throw new OriginException("cannot lock the data folder " + path + ": " + e, e);
    }
    throw new OriginException(
        "another avatar-origin uses the data folder " + path + "; choose another with --data");
  }

  Path path() {
    return path;
  }

  /** One hash a line, written by {@code avatar-origin forget}. */
  Path barredHashes() {
    return path.resolve("barred");
  }

  /** What was pinned in a bucket when it was listed last. */
  Path pinnedFiles() {
    return path.resolve("pinned.json");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + path, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
