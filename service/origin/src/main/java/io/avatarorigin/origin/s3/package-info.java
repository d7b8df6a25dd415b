/**
 * The S3 protocol over an {@link ObjectSource}: settings, operations and the Helidon socket. Must
 * not know what its objects are.
 */
@NullMarked
package io.avatarorigin.origin.s3;

import org.jspecify.annotations.NullMarked;
