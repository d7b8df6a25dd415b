package io.avatarorigin.origin.bucket;

import java.time.Instant;
import java.util.Map;

/**
 * An object with its bytes, which are shared and never written to. The ETag has its quotation
 * marks; names of metadata are in lower case, without {@code x-amz-meta-}.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
public record RemoteObject(
    byte[] content,
    String contentType,
    String etag,
    Instant lastModified,
    Map<String, String> metadata) {
  public RemoteObject {
    metadata = Map.copyOf(metadata);
  }
}
