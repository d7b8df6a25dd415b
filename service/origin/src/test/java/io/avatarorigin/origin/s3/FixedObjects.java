package io.avatarorigin.origin.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * One object of 100 octets under every key that begins with "there", and a key for each trouble.
 */
final class FixedObjects implements ObjectSource {
  static final Instant MODIFIED = Instant.parse("2026-03-05T07:08:09Z");
  static final String MD5 = "0123456789abcdef0123456789abcdef";
  static final String ETAG = '"' + MD5 + '"';

  private final byte[] content;
  private final S3Object object;

  FixedObjects(int size) {
    this.content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) ('0' + i % 10);
    }
    this.object = new S3Object(content, "image/jpeg", MD5, MODIFIED);
  }

  byte[] content(int from, int to) {
    return Arrays.copyOfRange(content, from, to);
  }

  @Override
  public ObjectLookup lookup(String bucket, String key, Making making) {
    return switch (key) {
      case "there-once-made" ->
          switch (making) {
            case ALLOWED -> new ObjectLookup.Found(object);
            case FORBIDDEN -> new ObjectLookup.NotMade();
          };
      case "full" -> new ObjectLookup.Overloaded(Duration.ofMillis(2100));
      case "late" -> new ObjectLookup.Unavailable(Duration.ZERO);
      case "broken" -> throw new IllegalStateException("the source is broken on purpose");
      default -> mayHold(bucket, key) ? new ObjectLookup.Found(object) : new ObjectLookup.Absent();
    };
  }

  @Override
  public boolean mayHold(String bucket, String key) {
    return key.startsWith("there");
  }
}
