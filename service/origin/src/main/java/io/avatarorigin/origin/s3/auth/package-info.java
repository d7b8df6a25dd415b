/**
 * Who is asking on the S3 socket: the rules of S3 for signed, presigned and anonymous requests.
 * Knows each key's rights, and leaves it to others to hold callers to them.
 */
@NullMarked
package io.avatarorigin.origin.s3.auth;

import org.jspecify.annotations.NullMarked;
