/** What the sockets add to Helidon's transport; knows nothing of what they speak. */
@NullMarked
package io.avatarorigin.origin.transport;

import org.jspecify.annotations.NullMarked;
