/** What an ONNX file says of its weights and of how it runs, read without loading it. */
@NullMarked
package io.avatarorigin.diffusion.weights;

import org.jspecify.annotations.NullMarked;
