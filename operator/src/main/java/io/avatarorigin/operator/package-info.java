/** The operator's process and what it answers about itself. */
@NullMarked
package io.avatarorigin.operator;

import org.jspecify.annotations.NullMarked;
