package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.FetchException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What the disk refuses, with the place where it does. */
final class DiskFaults {
  private DiskFaults() {}

  /**
   * Says where it failed.
   *
   * @param place in case that the failure does not name one
   */
  static FetchException of(Path place, IOException failure) {
    if (failure instanceof ClosedByInterruptException) {
      return new FetchException(FetchException.Kind.CANCELLED, place + ": interrupted", failure);
    }
    String where =
        failure instanceof FileSystemException named && named.getFile() != null
            ? named.getFile()
            : place.toString();
    return new FetchException(FetchException.Kind.DISK, where + ": " + reason(failure), failure);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "not a folder";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      case FileSystemException named -> named.getClass().getSimpleName();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
