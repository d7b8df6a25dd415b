/**
 * Rewrites ONNX graphs into what ONNX Runtime runs faster; knows the format and nothing of drawing.
 */
@NullMarked
package io.avatarorigin.diffusion.graph;

import org.jspecify.annotations.NullMarked;
