/** Health and metrics; never routed to the public. */
@NullMarked
package io.avatarorigin.worker.admin;

import org.jspecify.annotations.NullMarked;
