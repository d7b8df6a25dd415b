/** Pictures as files. */
@NullMarked
package io.avatarorigin.worker.picture;

import org.jspecify.annotations.NullMarked;
