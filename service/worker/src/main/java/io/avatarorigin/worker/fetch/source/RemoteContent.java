package io.avatarorigin.worker.fetch.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file's content on its way here; closing it before its end breaks it off.
 *
 * @param start the byte that it begins with, 0 where the source did not do as it was asked
 * @param entityTag what to ask by for the rest of the same content
 */
public record RemoteContent(InputStream stream, long start, Optional<String> entityTag)
    implements Closeable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
