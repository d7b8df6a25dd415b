/**
 * S3's requests, answers and errors as values, and their XML. Must not know the server that carries
 * them nor where objects come from.
 */
@NullMarked
package io.avatarorigin.origin.s3.wire;

import org.jspecify.annotations.NullMarked;
