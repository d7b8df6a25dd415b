package io.avatarorigin.worker.fetch;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.avatarorigin.worker.fetch.source.Position;
import io.avatarorigin.worker.fetch.source.RemoteContent;
import io.avatarorigin.worker.fetch.source.RemoteFile;
import io.avatarorigin.worker.fetch.source.RemoteFolder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** One file on its way here: goes on from what lies there already. Used by one thread. */
final class FileDownload {
  private static final int BUFFER_BYTES = 1 << 18;

  private final RemoteFolder source;
  private final String commit;
  private final RemoteFile file;
  private final Path target;
  private final Tally tally;

  /** What was received in all; grows also where something is received twice. */
  private long received;

  private Optional<String> entityTag = Optional.empty();

  FileDownload(RemoteFolder source, String commit, RemoteFile file, Path target, Tally tally) {
    this.source = source;
    this.commit = commit;
    this.file = file;
    this.target = target;
    this.tally = tally;
  }

  long received() {
    return received;
  }

  /** Fetches what is missing; fails with an IOException where another attempt may do. */
  Path attempt() throws IOException {
    try (FileChannel channel = onDisk(() -> FileChannel.open(target, CREATE, WRITE))) {
      fill(channel);
      return target;
    }
  }

  private void fill(FileChannel channel) throws IOException {
    long there = channel.size();
    if (there == file.bytes()) {
      return;
    }
    try (RemoteContent content = source.open(commit, file, new Position(there, entityTag))) {
      entityTag = content.entityTag();
      if (content.start() < there) { // it is sent whole
        tally.add(content.start() - there);
        onDisk(() -> channel.truncate(content.start()));
      }
      copy(content, channel.position(content.start()));
    }
  }

  private void copy(RemoteContent content, FileChannel channel) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long missing = file.bytes() - content.start();
    while (missing > 0) {
      int read = content.stream().read(buffer, 0, (int) Math.min(buffer.length, missing));
      if (read < 0) {
        throw new EOFException(
            "it ends after %d bytes of %d".formatted(file.bytes() - missing, file.bytes()));
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        onDisk(() -> channel.write(bytes));
      }
      missing -= read;
      received += read;
      tally.add(read);
    }
  }

  /** Something that only this machine can be blamed for. */
  @FunctionalInterface
  private interface DiskWork<T> {
    T run() throws IOException;
  }

  private <T> T onDisk(DiskWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw DiskFaults.of(target, e);
    }
  }
}
