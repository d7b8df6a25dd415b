package io.avatarorigin.worker.picture;

import io.avatarorigin.diffusion.Picture;
import java.nio.charset.StandardCharsets;

/** The binary form of a portable pixmap: a head in text, and the pixels as they are. */
public final class PortablePixmap {
  /** Its media type. */
  public static final String MEDIA_TYPE = "image/x-portable-pixmap";

  private PortablePixmap() {}

  public static byte[] encode(Picture picture) {
    byte[] head =
        "P6\n%d %d\n255\n"
            .formatted(picture.width(), picture.height())
            .getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[head.length + picture.rgb().length];
    System.arraycopy(head, 0, file, 0, head.length);
    System.arraycopy(picture.rgb(), 0, file, head.length, picture.rgb().length);
    return file;
  }
}
