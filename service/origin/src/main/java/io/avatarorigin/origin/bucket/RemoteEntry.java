package io.avatarorigin.origin.bucket;

import java.time.Instant;

/** An object as a list shows it; the ETag has its quotation marks, the length is in bytes. */
public record RemoteEntry(String key, long length, String etag, Instant lastModified) {}
