package io.avatarorigin.origin.pinned;

import io.avatarorigin.origin.avatar.Digest;
import io.avatarorigin.origin.store.Loads;
import io.avatarorigin.origin.store.PinException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The MD5s of pinned files, which lists tell, for as long as the files are the same. What is not
 * known is computed in the background, one file at a time. From any thread.
 */
final class PinnedDigests {
  private static final int MOST = 200_000;

  private final PinnedFiles files;
  private final Semaphore turn = new Semaphore(1, true);
  private final Loads<PinnedFile, String> computed = new Loads<>(MOST, md5 -> 1);

  PinnedDigests(PinnedFiles files) {
    this.files = files;
  }

  /** What is known without reading; at once. */
  Optional<String> known(PinnedFile file) {
    return computed.known(file).or(() -> files.source().md5(file));
  }

  /** Reads the file in the background; joins who does so already. */
  CompletableFuture<String> learn(PinnedFile file) {
    return computed.load(
        file,
        wanted -> CompletableFuture.supplyAsync(() -> read(wanted), Thread::startVirtualThread));
  }

  /** The MD5 of a file that has just been read, which counts more than what its ETag said. */
  String of(PinnedFile file, byte[] content) {
    Optional<String> before = computed.known(file);
    if (before.isPresent()) {
      return before.get();
    }
    String md5 = digest(file, content);
    CompletableFuture<String> _ =
        computed.load(file, same -> CompletableFuture.completedFuture(md5));
    return md5;
  }

  private String read(PinnedFile file) {
    turn.acquireUninterruptibly();
    try {
      byte[] content =
          files
              .source()
              .read(file)
              .orElseThrow(
                  () -> new PinException(PinException.Reason.CHANGED, file.name() + " has changed"))
              .bytes();
      return digest(file, content);
    } finally {
      turn.release();
    }
  }

  private String digest(PinnedFile file, byte[] content) {
    String md5 = HexFormat.of().formatHex(Digest.MD5.of(content));
    files.source().note(file, md5);
    return md5;
  }
}
