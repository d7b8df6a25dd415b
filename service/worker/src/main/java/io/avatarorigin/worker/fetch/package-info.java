/** Brings a model's folder here: whole or not at all, however often it takes to get there. */
@NullMarked
package io.avatarorigin.worker.fetch;

import org.jspecify.annotations.NullMarked;
