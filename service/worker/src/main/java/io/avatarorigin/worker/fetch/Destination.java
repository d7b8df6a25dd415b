package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.FetchException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** A place for a model, with the hidden ones beside it, on the same disk, for the way there. */
record Destination(Path folder) {
  /** The digests of files up to this length are looked at where the others' lengths are. */
  private static final long SMALL_BYTES = 1 << 20;

  static Destination of(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw new FetchException(
          FetchException.Kind.REFUSED, absolute + ": name a folder that can be made");
    }
    return new Destination(absolute);
  }

  Path parent() {
    return folder.resolveSibling(""); // there is one, since there is a name
  }

  Path lock() {
    return hidden("lock");
  }

  Path workplace() {
    return hidden("fetching");
  }

  Path replaced() {
    return hidden("replaced");
  }

  private Path hidden(String purpose) {
    return folder.resolveSibling("." + folder.getFileName() + "." + purpose);
  }

  /** What has been fetched to here; empty where nothing is. */
  Optional<Manifest> manifest() throws IOException {
    return Manifest.read(folder);
  }

  /**
   * Requires that nothing lies here that was not fetched.
   *
   * @throws FetchException when something does
   */
  void requireFree() throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      if (children.iterator().hasNext()) {
        throw taken("holds files that were not fetched; name another folder, or remove it");
      }
    } catch (NotDirectoryException e) {
      throw taken("is no folder");
    }
  }

  FetchException taken(String reason) {
    return new FetchException(FetchException.Kind.REFUSED, folder + " " + reason);
  }

  /**
   * The first thing found wrong with what a manifest tells; looks at lengths, and at the content of
   * small files.
   */
  Optional<String> fault(Manifest manifest) throws IOException {
    for (Manifest.Entry entry : manifest.files()) {
      Path file = folder.resolve(entry.path());
      if (!Files.isRegularFile(file)) {
        return Optional.of(entry.path() + " is missing");
      }
      if (Files.size(file) != entry.bytes()) {
        return Optional.of(
            "%s has %d bytes, not %d".formatted(entry.path(), Files.size(file), entry.bytes()));
      }
      if (entry.bytes() <= SMALL_BYTES && !Digests.sha256(file).equals(entry.sha256())) {
        return Optional.of(entry.path() + " was changed");
      }
    }
    return Optional.empty();
  }
}
