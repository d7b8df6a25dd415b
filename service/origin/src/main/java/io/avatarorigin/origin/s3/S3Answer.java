package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import java.util.Optional;

/**
 * How a request was answered; everything in it is from a closed set, fit for a metric's label.
 *
 * @param status the HTTP status
 * @param error the code of the error document, if it was one
 */
public record S3Answer(S3Operation operation, int status, Optional<S3ErrorCode> error) {}
