/** The random numbers that PyTorch's generators make. Knows nothing of models. */
@NullMarked
package io.avatarorigin.diffusion.noise;

import org.jspecify.annotations.NullMarked;
