/**
 * What clients may hold of a socket: how many connections, and how long a request head may take.
 */
@NullMarked
package io.avatarorigin.origin.connection;

import org.jspecify.annotations.NullMarked;
