package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.http.WholeNumber;
import io.avatarorigin.origin.s3.wire.S3Error;
import java.util.OptionalInt;

/**
 * What the three lists have in common.
 *
 * @param maxKeys how many items a page has at most, 0..1000
 * @param encoding how keys and the values echoed are written
 */
record ListParameters(ListScope scope, int maxKeys, KeyEncoding encoding) {
  private static final int MOST_KEYS = 1000;

  /** Reads them from a query. */
  static ListParameters of(QueryParameters query) {
    return new ListParameters(
        new ListScope(query.first("prefix").orElse(""), query.firstNonEmpty("delimiter")),
        query.firstNonEmpty("max-keys").map(ListParameters::maxKeys).orElse(MOST_KEYS),
        query
            .firstNonEmpty("encoding-type")
            .map(ListParameters::encoding)
            .orElse(KeyEncoding.PLAIN));
  }

  private static int maxKeys(String text) {
    OptionalInt maxKeys = WholeNumber.parse(text);
    if (maxKeys.isEmpty()) {
      throw S3Error.invalidArgument("max-keys", text, "max-keys must be an integer from 0 on")
          .toException();
    }
    return Math.min(maxKeys.getAsInt(), MOST_KEYS);
  }

  private static KeyEncoding encoding(String text) {
    if (text.equals("url")) {
      return KeyEncoding.URL;
    }
    throw S3Error.invalidArgument("encoding-type", text, "encoding-type must be url").toException();
  }

  /** The page that begins here. */
  ListPage page(ObjectCursor objects, ListStart start) {
    return ListPage.read(objects, scope, start, maxKeys);
  }

  /** A key or what is echoed, as the client wants it written. */
  String encode(String text) {
    return encoding.encode(text);
  }
}
