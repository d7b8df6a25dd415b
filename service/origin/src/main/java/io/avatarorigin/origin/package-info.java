/** Composition of the origin: the one place that knows every part. */
@NullMarked
package io.avatarorigin.origin;

import org.jspecify.annotations.NullMarked;
