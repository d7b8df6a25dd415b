/**
 * What a server needs over Helidon: sockets, connections that end politely, chores, and an orderly
 * end. Knows nothing of what is served.
 */
@NullMarked
package io.avatarorigin.server;

import org.jspecify.annotations.NullMarked;
