/** The domain's words: keys, renditions, recipes and the content version. Does no I/O. */
@NullMarked
package io.avatarorigin.origin.avatar;

import org.jspecify.annotations.NullMarked;
