package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.hub.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/** Models to fetch. */
final class Models {
  /** Maven starts tests in their module's folder. */
  static final Path SMALL =
      Path.of("../diffusion/src/test/resources/fixtures/models/xl").toAbsolutePath().normalize();

  /** What is cut, stopped and damaged: a file that takes more than one buffer. */
  static final String LARGE = "lora/large.onnx_adapter";

  private Models() {}

  /** A small Stable Diffusion XL model with weights beside the net, and nothing else. */
  static Repository small() {
    return Repository.of(SMALL);
  }

  /** The same as repositories are: with what other frameworks need. */
  static Repository published() {
    byte[] other = "another framework's weights".getBytes(StandardCharsets.UTF_8);
    return withLarge()
        .with(".gitattributes", "*.onnx filter=lfs".getBytes(StandardCharsets.UTF_8))
        .with("README.md", "# A model".getBytes(StandardCharsets.UTF_8))
        .with("unet/diffusion_pytorch_model.safetensors", other)
        .with("unet/model_fp16.onnx", other)
        .with("unet/openvino_model.bin", other)
        .with("vae_encoder/model.onnx", other);
  }

  static Repository withLarge() {
    return small().with(LARGE, large());
  }

  static byte[] large() {
    byte[] content = new byte[3_000_000];
    new Random(7).nextBytes(content);
    return content;
  }
}
