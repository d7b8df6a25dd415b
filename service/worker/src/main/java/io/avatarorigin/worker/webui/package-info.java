/** AUTOMATIC1111's API. */
@NullMarked
package io.avatarorigin.worker.webui;

import org.jspecify.annotations.NullMarked;
