package io.avatarorigin.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** What failures are in words, since those of the JDK tell it by their class. */
final class Reason {
  private Reason() {}

  static String of(IOException failure) {
    return failure instanceof FileSystemException file
        ? file.getFile() + ": " + ofFile(file)
        : describe(failure.getMessage());
  }

  /** The message of a failure, with its cause, where the message quotes it, in words. */
  static String of(RuntimeException failure) {
    String message = describe(failure.getMessage());
    return failure.getCause() instanceof IOException cause
        ? message.replace(cause.toString(), of(cause))
        : message;
  }

  private static String ofFile(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "not a folder";
      case FileAlreadyExistsException _ -> "is there already, and is no folder";
      default -> describe(failure.getReason());
    };
  }

  private static String describe(@Nullable String message) {
    return message == null ? "input or output failed" : message;
  }
}
