/** Renditions and portraits in memory and on disk, and the single flight that fills them. */
@NullMarked
package io.avatarorigin.origin.store;

import org.jspecify.annotations.NullMarked;
