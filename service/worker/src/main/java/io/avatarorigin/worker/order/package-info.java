/** From a request of any API to an order, and from its end to pictures or a problem. */
@NullMarked
package io.avatarorigin.worker.order;

import org.jspecify.annotations.NullMarked;
