/** The API between origin and worker: the worker's state, and draws that are followed. */
@NullMarked
package io.avatarorigin.worker.status;

import org.jspecify.annotations.NullMarked;
