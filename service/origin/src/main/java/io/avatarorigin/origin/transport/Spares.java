package io.avatarorigin.origin.transport;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that are used again and again, and so stay in the processor's caches. Safe for use by many
 * threads at once.
 */
final class Spares {
  private final AtomicReferenceArray<byte @Nullable []> kept;
  private final int length;
  private final AtomicInteger made = new AtomicInteger();

  /**
   * @param most how many are made to be kept
   * @param length how long each is
   */
  Spares(int most, int length) {
    this.kept = new AtomicReferenceArray<>(most);
    this.length = length;
  }

  /**
   * An array with anything in it, which is the caller's until it is given back; null while all are
   * in use.
   */
  byte @Nullable [] take() {
    for (int i = 0; i < kept.length(); i++) {
      byte[] spare = kept.get(i);
      if (spare != null && kept.compareAndSet(i, spare, null)) {
        return spare;
      }
    }
    boolean another = made.get() < kept.length() && made.getAndIncrement() < kept.length();
    return another ? new byte[length] : null;
  }

  /** Takes an array back, for which there is always a place. */
  void giveBack(byte[] array) {
    for (int i = 0; i < kept.length(); i++) {
      if (kept.get(i) == null && kept.compareAndSet(i, null, array)) {
        return;
      }
    }
  }
}
