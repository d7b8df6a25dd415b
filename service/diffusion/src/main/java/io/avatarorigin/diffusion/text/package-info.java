/** From a prompt to token identifiers. Knows nothing of files and models. */
@NullMarked
package io.avatarorigin.diffusion.text;

import org.jspecify.annotations.NullMarked;
