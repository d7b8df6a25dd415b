/** What is asked of the model: drawn in turns, within limits, followed and ended. Knows no HTTP. */
@NullMarked
package io.avatarorigin.worker.draw;

import org.jspecify.annotations.NullMarked;
