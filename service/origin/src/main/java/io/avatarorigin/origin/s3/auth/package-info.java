/**
 * Who is asking on the S3 socket: the rules of S3 for signed, presigned and anonymous requests.
 * What a caller may read is decided elsewhere.
 */
@NullMarked
package io.avatarorigin.origin.s3.auth;

import org.jspecify.annotations.NullMarked;
