package io.avatarorigin.origin.pinned;

import io.avatarorigin.origin.avatar.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file that lies where pinned ones do.
 *
 * @param name path below the folder or prefix, with slashes
 * @param changedAt its time, in whole seconds
 * @param stamp a text that is another one when the file is
 * @param fault why it is not served, and what to do about it; a sentence that begins with a verb
 */
record PinnedFile(
    String name, long bytes, Instant changedAt, String stamp, Optional<String> fault) {

  static PinnedFile of(String name, long bytes, Instant changedAt, String stamp) {
    Instant time = changedAt.isBefore(Instant.EPOCH) ? Instant.EPOCH : changedAt;
    return new PinnedFile(
        name, bytes, time.truncatedTo(ChronoUnit.SECONDS), stamp, Optional.empty());
  }

  static PinnedFile faulty(String name, String fault) {
    return new PinnedFile(name, 0, Instant.EPOCH, "", Optional.of(fault));
  }

  static PinnedFile oneTooMany(String name) {
    return faulty(name, "is one file too many: take away what need not be pinned");
  }

  /** The same, not to be served. */
  PinnedFile withFault(String why) {
    return new PinnedFile(name, bytes, changedAt, stamp, Optional.of(why));
  }

  /** 16 hex digits that are others when the file is another one, or is faulty in another way. */
  String edition() {
    String everything = stamp + "\n" + fault.orElse("");
    byte[] digest = Digest.SHA256.of(everything.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }
}
