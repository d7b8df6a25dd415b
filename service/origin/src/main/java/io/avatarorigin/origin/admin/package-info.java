/** Health, metrics and scaling for operators; never routed to the public. */
@NullMarked
package io.avatarorigin.origin.admin;

import org.jspecify.annotations.NullMarked;
