/** The worker's settings. */
@NullMarked
package io.avatarorigin.worker.config;

import org.jspecify.annotations.NullMarked;
