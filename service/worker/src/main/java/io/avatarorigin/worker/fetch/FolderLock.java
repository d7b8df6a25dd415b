package io.avatarorigin.worker.fetch;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.Retries;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps other fetchers of the same place waiting, also those of other machines where the disk is
 * shared; the system releases it when a process dies. Its file stays, since who deletes it would
 * take it from under somebody who waits.
 */
final class FolderLock implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, however long another fetcher has it. */
  static FolderLock take(Path file, FetchListener listener, Retries.Pauses pauses)
      throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      for (int looks = 0; !taken(channel); looks++) {
        if (looks == 0) {
          listener.note("another process fetches it; waiting");
        }
        pause(pauses, file);
      }
      return new FolderLock(channel);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) { // another thread of this process
      return false;
    }
  }

  private static void pause(Retries.Pauses pauses, Path file) {
    try {
      pauses.pause(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(
          FetchException.Kind.CANCELLED, "interrupted while waiting for " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
