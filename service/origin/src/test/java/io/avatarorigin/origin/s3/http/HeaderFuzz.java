package io.avatarorigin.origin.s3.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Any value of the headers that a read looks at: nothing is thrown, and no range is outside. */
public final class HeaderFuzz {
  private static final String TAG = "0123456789abcdef0123456789abcdef";
  private static final Instant MODIFIED = Instant.parse("2026-03-05T07:08:09Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final long[] SIZES = {0, 1, 100, Long.MAX_VALUE};

  private HeaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String value = new String(input, StandardCharsets.ISO_8859_1);
    for (long size : SIZES) {
      requireWithin(RequestedRange.parse(value, size), size);
    }
    requireSameDate(value);
    EntityTags tags = new EntityTags(value);
    if (tags.matchStrongly(TAG) && !tags.matchWeakly(TAG)) {
      throw new AssertionError("a strong match is a weak one too");
    }
    for (String name :
        new String[] {"if-match", "if-none-match", "if-range", "if-modified-since"}) {
      Preconditions.of(RequestHeaders.of(name, value)).judge(TAG, MODIFIED, MODIFIED);
    }
  }

  private static void requireWithin(RequestedRange range, long size) {
    if (range instanceof RequestedRange.Part part
        && (part.first() < 0 || part.last() >= size || part.length() <= 0)) {
      throw new AssertionError(part + " of " + size);
    }
  }

  private static void requireSameDate(String value) {
    Optional<Instant> date =
        HttpDate.parse(value).filter(it -> it.isAfter(Instant.EPOCH) && it.isBefore(LATEST));
    if (date.isPresent()) {
      Instant seconds = date.get().truncatedTo(ChronoUnit.SECONDS);
      if (!HttpDate.parse(HttpDate.format(seconds)).equals(Optional.of(seconds))) {
        throw new AssertionError(value + " is read as " + date);
      }
    }
  }
}
