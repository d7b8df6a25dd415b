package io.avatarorigin.origin.web.page;

import io.avatarorigin.origin.avatar.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * A file of the demo page, read once.
 *
 * @param etag with its quotation marks
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every request for the file, never compared
record PageFile(byte[] content, String contentType, String etag) {
  static PageFile of(byte[] content, String contentType) {
    byte[] digest = Digest.SHA256.of(content);
    return new PageFile(
        content, contentType, "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
  }

  /** The file of this name beside this class, which lies in the folder of the page. */
  static PageFile resource(String name, String contentType) {
    try (InputStream stream = PageFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("this build lacks the resource " + name);
      }
      return of(stream.readAllBytes(), contentType);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
