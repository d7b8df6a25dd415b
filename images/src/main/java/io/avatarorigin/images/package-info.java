/** The images, as archives: what {@code stage.py} laid out, packed without a container engine. */
@NullMarked
package io.avatarorigin.images;

import org.jspecify.annotations.NullMarked;
