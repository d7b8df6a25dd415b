/** The HTTP of the web socket: what requests say, and how they are answered. Knows no picture. */
@NullMarked
package io.avatarorigin.origin.web.exchange;

import org.jspecify.annotations.NullMarked;
