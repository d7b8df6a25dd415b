package io.avatarorigin.origin.pinned;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pinned files in a folder, a mounted ConfigMap for example: there every name is a link into a
 * folder that is exchanged whole. What lies outside the folder is never read, whatever links say.
 */
final class PinnedFolder implements PinnedSource {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A folder that changes while it is read is read again this often. */
  private static final int ATTEMPTS = 10;

  private final Path folder;

  PinnedFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<PinnedFile> list() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FolderScan scan = scan();
      if (!scan.changedMeanwhile()) {
        return scan.files();
      }
    }
    throw new SourceException("the folder " + folder + " changes all the time");
  }

  private FolderScan scan() {
    try {
      return FolderScan.of(folder.toRealPath());
    } catch (IOException e) {
      throw new SourceException(
          "the folder %s, which pinned.folder names, cannot be read (mount it, or correct the setting): %s"
              .formatted(folder, e),
          e);
    }
  }

  @Override
  public Optional<PinnedContent> read(PinnedFile file) {
    try {
      Path path = folder.resolve(file.name()).toRealPath();
      if (!path.startsWith(folder.toRealPath()) || !isStill(file, path)) {
        return Optional.empty();
      }
      byte[] content;
      try (InputStream stream = Files.newInputStream(path)) {
        content = stream.readNBytes((int) file.bytes() + 1);
      }
      boolean whole = content.length == file.bytes() && isStill(file, path);
      return whole ? Optional.of(PinnedContent.untyped(content)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SourceException("cannot read " + folder.resolve(file.name()) + ": " + e, e);
    }
  }

  private static boolean isStill(PinnedFile file, Path path) throws IOException {
    return FolderScan.stamp(path).equals(file.stamp());
  }

  @Override
  public Optional<String> md5(PinnedFile file) {
    return Optional.empty();
  }

  @Override
  public void note(PinnedFile file, String md5) {
    // reading it again is cheap
  }

  @Override
  public boolean isFar() {
    return false;
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
