package io.avatarorigin.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeededFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_index.json",
        "avatar-origin.json",
        "scheduler/scheduler_config.json",
        "tokenizer/vocab.json",
        "tokenizer/merges.txt",
        "tokenizer_2/special_tokens_map.json",
        "feature_extractor/preprocessor_config.json",
        "text_encoder/model.onnx",
        "text_encoder_2/config.json",
        "unet/model.onnx",
        "unet/model.onnx_data",
        "unet/model.onnx.data",
        "unet/weights.pb",
        "unet/onnx__MatMul_1234",
        "vae_decoder/model.onnx",
        "safety_checker/model.onnx",
        "lora/style.onnx_adapter",
        "lora/more/style.text_encoder.onnx_adapter"
      })
  void areFetched(String path) {
    assertThat(NeededFiles.needs(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        ".gitattributes",
        "sd_xl_base_1.0.safetensors",
        "unet/diffusion_pytorch_model.safetensors",
        "unet/diffusion_pytorch_model.safetensors.index.json",
        "unet/diffusion_pytorch_model.bin",
        "unet/flax_model.msgpack",
        "unet/openvino_model.xml",
        "unet/openvino_model.bin",
        "unet/model_fp16.onnx",
        "unet/model_fp16.onnx_data",
        "unet/.DS_Store",
        "vae_encoder/model.onnx",
        "vae/diffusion_pytorch_model.safetensors",
        "tokenizer/README.md",
        "lora/style.safetensors",
        "controlnet/model.onnx",
        "samples/model_index.json"
      })
  void areLeftWhereTheyAre(String path) {
    assertThat(NeededFiles.needs(path)).isFalse();
  }
}
