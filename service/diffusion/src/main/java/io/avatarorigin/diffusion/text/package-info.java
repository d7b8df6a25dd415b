/**
 * From a prompt to weighted token identifiers, and from weights to hidden states. Knows nothing of
 * files and models.
 */
@NullMarked
package io.avatarorigin.diffusion.text;

import org.jspecify.annotations.NullMarked;
