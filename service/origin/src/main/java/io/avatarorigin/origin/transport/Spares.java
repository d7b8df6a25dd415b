package io.avatarorigin.origin.transport;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that are used again and again, and so stay in the processor's caches. While all are in
 * use, whoever asks gets a new one of just the length needed. Safe for use by many threads at once.
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

  /** An array with anything in it, which is the caller's until it is given back. */
  byte[] take(int needed) {
    for (int i = 0; i < kept.length(); i++) {
      byte[] spare = kept.get(i);
      if (spare != null && kept.compareAndSet(i, spare, null)) {
        return spare;
      }
    }
    boolean another = made.get() < kept.length() && made.getAndIncrement() < kept.length();
    return new byte[another ? length : Math.min(needed, length)];
  }

  /** Takes an array back; of those that were made to be kept there is always a place for it. */
  void giveBack(byte[] array) {
    if (array.length < length) {
      return;
    }
    for (int i = 0; i < kept.length(); i++) {
      if (kept.get(i) == null && kept.compareAndSet(i, null, array)) {
        return;
      }
    }
  }
}
