/** The random numbers that PyTorch's CPU generator makes. Knows nothing of models. */
@NullMarked
package io.avatarorigin.diffusion.noise;

import org.jspecify.annotations.NullMarked;
