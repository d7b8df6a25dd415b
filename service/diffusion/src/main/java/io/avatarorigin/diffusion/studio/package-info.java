/**
 * A queue in front of a model: bounded, fair, cancellable, and drawing several pictures at once.
 */
@NullMarked
package io.avatarorigin.diffusion.studio;

import org.jspecify.annotations.NullMarked;
