package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.Optional;

/**
 * What the three lists have in common.
 *
 * @param prefix empty for all keys
 * @param delimiter never empty
 * @param maxKeys 0..1000
 * @param encoding how keys and the values echoed are written
 */
record ListParameters(
    String prefix, Optional<String> delimiter, int maxKeys, KeyEncoding encoding) {
  private static final int MOST_KEYS = 1000;

  /** Reads them from a query. */
  static ListParameters of(QueryParameters query) {
    return new ListParameters(
        query.first("prefix").orElse(""),
        query.firstNonEmpty("delimiter"),
        query.firstNonEmpty("max-keys").map(ListParameters::maxKeys).orElse(MOST_KEYS),
        query
            .firstNonEmpty("encoding-type")
            .map(ListParameters::encoding)
            .orElse(KeyEncoding.PLAIN));
  }

  private static int maxKeys(String text) {
    try {
      int maxKeys = Integer.parseInt(text);
      if (maxKeys >= 0) {
        return Math.min(maxKeys, MOST_KEYS);
      }
    } catch (NumberFormatException e) {
      // refused below, as a negative number is
    }
    throw S3Error.invalidArgument("max-keys", text, "max-keys must be an integer from 0 on")
        .toException();
  }

  private static KeyEncoding encoding(String text) {
    if (text.equals("url")) {
      return KeyEncoding.URL;
    }
    throw S3Error.invalidArgument("encoding-type", text, "encoding-type must be url").toException();
  }

  /** Writes what follows the markers in each list: page size, delimiter and encoding. */
  void writePage(XmlDocument xml) {
    xml.text("MaxKeys", Integer.toString(maxKeys));
    xml.text("Delimiter", delimiter.map(encoding::encode));
    if (encoding == KeyEncoding.URL) {
      xml.text("EncodingType", "url");
    }
    xml.text("IsTruncated", "false");
  }
}
