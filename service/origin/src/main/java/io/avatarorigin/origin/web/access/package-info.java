/** Who may cause a draw from the web. */
@NullMarked
package io.avatarorigin.origin.web.access;

import org.jspecify.annotations.NullMarked;
