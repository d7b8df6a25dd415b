package io.avatarorigin.worker.picture;

import java.util.Locale;

/** The formats that pictures are sent in. */
public enum PictureFormat {
  PNG,
  JPEG,
  WEBP;

  /** The format's name, in OpenAI's API and to Java. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
