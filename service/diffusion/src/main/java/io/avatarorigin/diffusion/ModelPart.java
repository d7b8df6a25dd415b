package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.weights.NetWeights;

/**
 * One net of a model folder.
 *
 * @param name its folder, for instance {@code unet}
 * @param bytes of its files on disk, with weights that lie beside {@code model.onnx}
 * @param weights how many it has, and of what kind
 */
public record ModelPart(String name, long bytes, NetWeights weights) {}
