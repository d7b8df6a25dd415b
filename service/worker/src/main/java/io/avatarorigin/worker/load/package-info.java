/** How a model gets here, and where the worker stands between start and stop. Knows no model. */
@NullMarked
package io.avatarorigin.worker.load;

import org.jspecify.annotations.NullMarked;
