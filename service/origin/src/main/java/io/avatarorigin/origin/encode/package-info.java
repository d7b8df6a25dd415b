/**
 * Pictures to bytes and back: scaling and the three formats. Pure computing, for platform threads.
 */
@NullMarked
package io.avatarorigin.origin.encode;

import org.jspecify.annotations.NullMarked;
