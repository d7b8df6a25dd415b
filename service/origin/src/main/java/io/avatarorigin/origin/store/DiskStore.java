package io.avatarorigin.origin.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pictures of one content version in a folder: {@code objects/VERSION/KIND/ab/cd/NAME}. Files
 * appear whole, by rename; what is read is checked against its digest, and removed when it does not
 * match. Failing disks are reported and otherwise mean that nothing is stored.
 */
final class DiskStore {
  private static final System.Logger LOGGER = System.getLogger(DiskStore.class.getName());

  /** A file's time of last use is written at most this often. */
  static final Duration USE_RESOLUTION = Duration.ofMinutes(30);

  /** A folder that goes away so often was not taken by the sweep. */
  private static final int MOST_ATTEMPTS = 5;

  private final Path objects;
  private final Path version;
  private final BarredHashes barred;
  private final StoreListener listener;
  private final InstantSource clock;
  private final AtomicLong temporaryNames = new AtomicLong();
  private final AtomicLong writtenBytes = new AtomicLong();

  DiskStore(
      Path data,
      ContentVersion version,
      BarredHashes barred,
      StoreListener listener,
      InstantSource clock) {
    this.barred = barred;
    this.objects = data.resolve("objects");
    this.version = objects.resolve(version.toString());
    this.listener = listener;
    this.clock = clock;
  }

  /** What is stored, in order of what it would cost to make again. */
  enum Kind {
    RENDITION("renditions"),
    PINNED("pinned"),
    PORTRAIT("portraits");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }

    String folder() {
      return folder;
    }
  }

  Path objects() {
    return objects;
  }

  Path version() {
    return version;
  }

  /** Bytes written since the start; tells when it is time to look for what can go. */
  long writtenBytes() {
    return writtenBytes.get();
  }

  boolean contains(Kind kind, Hash hash, String name) {
    return Files.exists(path(kind, hash, name));
  }

  /** What is stored; nothing where the disk fails. */
  Optional<StoredFile> read(Kind kind, Hash hash, String name) {
    try {
      return require(kind, hash, name);
    } catch (UncheckedIOException e) {
      return Optional.empty(); // reported already
    }
  }

  /**
   * What is stored, if there is a file of it that is whole.
   *
   * @throws UncheckedIOException if the disk fails
   */
  Optional<StoredFile> require(Kind kind, Hash hash, String name) {
    Path path = path(kind, hash, name);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      diskFailed("read", path, e);
      throw new UncheckedIOException("cannot read " + path, e);
    }
    Optional<StoredFile> file = StoredFile.parse(bytes);
    if (file.isPresent()) {
      markUsed(path);
    } else if (StoredFile.isOfFormerForm(bytes)) {
      discard(path);
    } else {
      remove(path);
    }
    return file;
  }

  /**
   * Reads what the end of a file says of it, if there is such a file and it is one of ours.
   *
   * @throws UncheckedIOException if the disk fails
   */
  Optional<StoredSummary> summary(Kind kind, Hash hash, String name) {
    Path path = path(kind, hash, name);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long end = file.size() - StoredFile.TRAILER_BYTES;
      ByteBuffer trailer = ByteBuffer.allocate(StoredSummary.LENGTH);
      while (end > 0 && trailer.hasRemaining()) {
        if (file.read(trailer, end + trailer.position()) < 0) {
          return Optional.empty(); // cut meanwhile
        }
      }
      return end > 0 ? StoredSummary.read(trailer.flip(), end) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      diskFailed("read", path, e);
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** A pass over the names of the files of this kind. */
  FolderTree names(Kind kind) {
    return new FolderTree(version.resolve(kind.folder()), this::namesIn);
  }

  /** None if there is no such folder (any more), or if it is no folder. */
  private List<String> namesIn(Path folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw unlistable(folder, new IOException(e));
    } catch (IOException e) {
      throw unlistable(folder, e);
    }
    return names;
  }

  private UncheckedIOException unlistable(Path folder, IOException cause) {
    diskFailed("list", folder, cause);
    return new UncheckedIOException("cannot list " + folder, cause);
  }

  /** Takes away a file that turned out not to be what it should be. */
  void removeDamaged(Kind kind, Hash hash, String name) {
    remove(path(kind, hash, name));
  }

  /** Takes a file away. */
  void remove(Kind kind, Hash hash, String name) {
    discard(path(kind, hash, name));
  }

  /** Takes away a hash's files of every content version, except those with this in their name. */
  void removeUnless(Kind kind, Hash hash, Optional<String> kept) {
    for (Path folder : folders(hash, List.of(kind))) {
      discardIf(folder, hash, file -> kept.isEmpty() || !file.contains(kept.get()));
    }
  }

  /** The hashes that there are files of, in every content version. */
  Set<Hash> hashes(Kind kind) {
    Set<Hash> hashes = new HashSet<>();
    for (Path version : versions()) {
      Path folder = version.resolve(kind.folder());
      try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
        files.forEach(
            file -> {
              String digits = file.getFileName().toString().split("[.@]", 2)[0];
              if (Hash.isHash(digits)) {
                hashes.add(Hash.parse(digits));
              }
            });
      } catch (IOException | UncheckedIOException e) {
        LOGGER.log(System.Logger.Level.WARNING, "not listed whole folder=" + folder, e);
        listener.diskFailed();
      }
    }
    return hashes;
  }

  void write(Kind kind, Hash hash, String name, StoredFile file) {
    Path path = path(kind, hash, name);
    Path temporary = path.resolveSibling(name + "." + temporaryNames.incrementAndGet() + ".tmp");
    try {
      byte[] bytes = file.bytes();
      writeInFolder(temporary, bytes);
      Files.move(temporary, path, ATOMIC_MOVE, REPLACE_EXISTING);
      writtenBytes.addAndGet(bytes.length);
      if (barred.contains(hash)) { // since this picture began
        discard(path);
      }
    } catch (IOException e) {
      diskFailed("write", path, e);
      discard(temporary);
    }
  }

  /** Takes away the renditions of a hash. */
  void removeRenditions(Hash hash) {
    Path folder = folder(version, Kind.RENDITION, hash);
    if (Files.isDirectory(folder)) {
      discardIf(folder, hash, file -> true);
    }
  }

  /**
   * Makes the folder too, again if the sweep takes it away before anything is in it. No fsync: the
   * digest finds what a power cut leaves behind, and a redraw mends it.
   */
  private static void writeInFolder(Path path, byte[] bytes) throws IOException {
    for (int attempts = 1; ; attempts++) {
      try {
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        return;
      } catch (NoSuchFileException e) {
        if (attempts == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Takes away everything of these hashes, in every content version. */
  void removeAll(Set<Hash> hashes) {
    for (Hash hash : hashes) {
      for (Path folder : folders(hash, List.of(Kind.values()))) {
        discardIf(folder, hash, file -> true);
      }
    }
  }

  private void discardIf(Path folder, Hash hash, Predicate<String> goes) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, hash.digits() + "[.@]*")) {
      for (Path file : files) {
        if (goes.test(file.getFileName().toString())) {
          discard(file);
        }
      }
    } catch (IOException e) {
      diskFailed("list", folder, e);
    }
  }

  private List<Path> folders(Hash hash, List<Kind> kinds) {
    return versions().stream()
        .flatMap(version -> kinds.stream().map(kind -> folder(version, kind, hash)))
        .filter(Files::isDirectory)
        .toList();
  }

  private List<Path> versions() {
    try (Stream<Path> versions =
        Files.isDirectory(objects) ? Files.list(objects) : Stream.<Path>empty()) {
      return versions.toList();
    } catch (IOException e) {
      diskFailed("list", objects, e);
      return List.of();
    }
  }

  private static Path folder(Path version, Kind kind, Hash hash) {
    String digits = hash.digits();
    return version
        .resolve(kind.folder())
        .resolve(digits.substring(0, 2))
        .resolve(digits.substring(2, 4));
  }

  private Path path(Kind kind, Hash hash, String name) {
    return folder(version, kind, hash).resolve(name);
  }

  private void markUsed(Path path) {
    Instant now = clock.instant();
    try {
      if (Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(USE_RESOLUTION))) {
        Files.setLastModifiedTime(path, FileTime.from(now));
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "time of use not written file=" + path, e);
    }
  }

  private void remove(Path path) {
    LOGGER.log(System.Logger.Level.WARNING, "damaged file removed file={0}", path);
    listener.damaged();
    discard(path);
  }

  private void discard(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      diskFailed("delete", path, e);
    }
  }

  private void diskFailed(String what, Path path, IOException cause) {
    LOGGER.log(System.Logger.Level.WARNING, "disk failed to " + what + " file=" + path, cause);
    listener.diskFailed();
  }
}
