/** A drawing server: HTTP over one model's queue. Composition; the other packages are the parts. */
@NullMarked
package io.avatarorigin.worker;

import org.jspecify.annotations.NullMarked;
