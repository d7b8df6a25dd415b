package io.avatarorigin.origin.s3;

import java.time.Instant;

/**
 * An object as it is served: its bytes (never written to), MIME type, lower-case hex MD5 and time,
 * which S3 knows in whole seconds.
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every request for the object, by design
public record S3Object(byte[] content, String contentType, String md5, Instant lastModified) {}
