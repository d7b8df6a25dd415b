/**
 * Stable Diffusion on ONNX Runtime: loads a diffusers ONNX folder and draws pictures equal to those
 * of diffusers. Knows nothing else of the project.
 */
@NullMarked
package io.avatarorigin.diffusion;

import org.jspecify.annotations.NullMarked;
