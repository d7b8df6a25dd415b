/** Who a client is, behind proxies perhaps, by its address. It knows nothing of ours. */
@NullMarked
package io.avatarorigin.origin.client;

import org.jspecify.annotations.NullMarked;
