package io.avatarorigin.origin.avatar;

import java.util.Locale;
import java.util.Optional;

/** The formats that a rendition can have. */
public enum ImageFormat {
  JPEG("jpg", "image/jpeg"),
  PNG("png", "image/png"),
  WEBP("webp", "image/webp");

  private final String extension;
  private final String contentType;

  ImageFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /** The extension without its dot, as the store's files have it. */
  public String extension() {
    return extension;
  }

  public String contentType() {
    return contentType;
  }

  /** The format that a key's extension names: jpg, jpeg, png or webp, in any case. */
  public static Optional<ImageFormat> ofExtension(String extension) {
    return switch (extension.toLowerCase(Locale.ROOT)) {
      case "jpg", "jpeg" -> Optional.of(JPEG);
      case "png" -> Optional.of(PNG);
      case "webp" -> Optional.of(WEBP);
      default -> Optional.empty();
    };
  }
}
