/** Server-sent events: how they are written, and how many streams of them there may be. */
@NullMarked
package io.avatarorigin.origin.web.events;

import org.jspecify.annotations.NullMarked;
