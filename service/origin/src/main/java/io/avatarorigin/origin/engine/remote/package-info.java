/** Engines behind HTTP: worker pods, and other servers that draw. */
@NullMarked
package io.avatarorigin.origin.engine.remote;

import org.jspecify.annotations.NullMarked;
