/** The demo page. */
@NullMarked
package io.avatarorigin.origin.web.page;

import org.jspecify.annotations.NullMarked;
