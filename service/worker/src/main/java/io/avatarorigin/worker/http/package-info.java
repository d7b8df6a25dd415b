/** What HTTP takes: sockets, who may come in, who has gone, bodies and problems. Knows no API. */
@NullMarked
package io.avatarorigin.worker.http;

import org.jspecify.annotations.NullMarked;
