/** What draws: the draw queue in front of an engine, and the embedded engine. */
@NullMarked
package io.avatarorigin.origin.engine;

import org.jspecify.annotations.NullMarked;
