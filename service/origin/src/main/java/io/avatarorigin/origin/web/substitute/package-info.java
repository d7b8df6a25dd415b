/** Pictures that are painted at once, for where the real one cannot be shown. */
@NullMarked
package io.avatarorigin.origin.web.substitute;

import org.jspecify.annotations.NullMarked;
