/**
 * What S3 reads need of HTTP semantics: header fields, percent-encoding, dates, entity tags,
 * conditions and ranges. Must not know S3 nor the server that carries it.
 */
@NullMarked
package io.avatarorigin.origin.s3.http;

import org.jspecify.annotations.NullMarked;
