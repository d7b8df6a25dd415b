/** The avatar-origin command; the only package that prints. */
@NullMarked
package io.avatarorigin.cli;

import org.jspecify.annotations.NullMarked;
