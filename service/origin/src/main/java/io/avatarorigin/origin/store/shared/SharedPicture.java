package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.avatar.Digest;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.bucket.RemoteObject;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * A portrait as it is shared: a PNG, which is never written to, and when it was drawn (whole
 * seconds).
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
public record SharedPicture(byte[] png, Instant drawnAt) {
  static final String CONTENT_TYPE = ImageFormat.PNG.contentType();

  private static final String DRAWN_AT = "drawn-at";
  private static final String SHA256 = "sha256";
  private static final byte[] PNG_HEAD =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
  private static final int PNG_SIDES = PNG_HEAD.length + 2 * Integer.BYTES;

  boolean isSameAs(SharedPicture other) {
    return drawnAt.equals(other.drawnAt) && Arrays.equals(png, other.png);
  }

  /** What the object says of itself besides its bytes. */
  Map<String, String> metadata() {
    return Map.of(DRAWN_AT, drawnAt.toString(), SHA256, digest(png));
  }

  /**
   * The portrait in an object, as it was shared and as pixels.
   *
   * @param side what portraits measure, in pixels
   * @throws IOException when the object is none, and why
   */
  static Lookup.Here read(RemoteObject object, int side) throws IOException {
    byte[] png = object.content();
    if (!digest(png).equals(object.metadata().get(SHA256))) {
      throw new IOException("its bytes are not those of its metadata's " + SHA256);
    }
    if (png.length < PNG_SIDES
        || !Arrays.equals(png, 0, PNG_HEAD.length, PNG_HEAD, 0, PNG_HEAD.length)) {
      throw new IOException("it is no PNG");
    }
    ByteBuffer sides = ByteBuffer.wrap(png, PNG_HEAD.length, 2 * Integer.BYTES);
    int width = sides.getInt();
    int height = sides.getInt();
    if (width != side || height != side) { // known before anything of that size is unpacked
      throw new IOException("it measures %d x %d, not %d".formatted(width, height, side));
    }
    Raster raster = PictureEncoder.decode(png);
    return new Lookup.Here(new SharedPicture(png, drawnAt(object)), raster);
  }

  private static Instant drawnAt(RemoteObject object) throws IOException {
    String text = object.metadata().getOrDefault(DRAWN_AT, "");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IOException("its metadata's " + DRAWN_AT + " is no time: " + text, e);
    }
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Digest.SHA256.of(bytes));
  }
}
