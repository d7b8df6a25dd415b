package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of this machine; links are followed, since caches and volumes consist of them. */
final class LocalFolder implements RemoteFolder {
  private final Path folder;

  LocalFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public Listing list() {
    if (!Files.isDirectory(folder)) {
      throw new FetchException(FetchException.Kind.REFUSED, folder + ": no such folder");
    }
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<RemoteFile> listed = files.filter(Files::isRegularFile).map(this::file).toList();
      return new Listing("", listed);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new FetchException(
          FetchException.Kind.REFUSED, folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private RemoteFile file(Path file) {
    try {
      return new RemoteFile(
          folder.relativize(file).toString().replace('\\', '/'),
          Files.size(file),
          "modified:" + Files.getLastModifiedTime(file),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RemoteFile detailed(RemoteFile file) {
    return file;
  }

  @Override
  public RemoteContent open(String commit, RemoteFile file, Position from) throws IOException {
    InputStream stream = stream(folder.resolve(file.path()));
    try {
      stream.skipNBytes(from.bytes());
      return new RemoteContent(stream, from.bytes(), Optional.empty());
    } catch (Throwable e) {
      stream.close();
      throw e;
    }
  }

  /** What cannot be opened now will not be a second later. */
  private static InputStream stream(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new FetchException(FetchException.Kind.REFUSED, file + " cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
