package io.avatarorigin.origin.s3;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Names requests, and this process, for logs and bug reports. Safe for use by many threads at once.
 */
final class RequestIds {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private final AtomicLong state;
  private final String hostId;

  RequestIds(RandomGenerator random) {
    this.state = new AtomicLong(random.nextLong());
    byte[] host = new byte[64];
    random.nextBytes(host);
    this.hostId = Base64.getEncoder().encodeToString(host);
  }

  /** 88 characters that stand for this process. */
  String hostId() {
    return hostId;
  }

  /** 16 of 0-9A-F, not repeated for 2^64 requests: a counter, mixed as SplitMix64 does. */
  @SuppressWarnings("deprecation") // the constructor for bytes that are ASCII is the cheap one
  String next() {
    long z = state.addAndGet(GOLDEN_GAMMA);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    byte[] digits = new byte[16];
    for (int i = 0; i < 16; i++) {
      digits[i] = HEX[(int) (z >>> (60 - 4 * i)) & 15];
    }
    return new String(digits, 0);
  }
}
