/** Stable Diffusion on ONNX Runtime. Knows nothing else of the project. */
@NullMarked
package io.avatarorigin.diffusion;

import org.jspecify.annotations.NullMarked;
