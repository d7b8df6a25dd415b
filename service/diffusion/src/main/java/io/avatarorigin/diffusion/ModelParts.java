package io.avatarorigin.diffusion;

/**
 * The three nets of a model, found to fit together. Safe for use by several threads.
 *
 * @param textEncoder from prompt to hidden states
 * @param unet predicts what to take out of a latent
 * @param vaeDecoder from latent to picture
 * @param loras adapters for the first two
 */
record ModelParts(TextEncoder textEncoder, Unet unet, VaeDecoder vaeDecoder, LoraFolder loras)
    implements AutoCloseable {

  static ModelParts load(ModelFolder folder, ExecutionOptions options) {
    TextEncoder textEncoder = TextEncoder.load(folder, options);
    try {
      return load(folder, options, textEncoder);
    } catch (Throwable e) {
      textEncoder.close();
      throw e;
    }
  }

  private static ModelParts load(
      ModelFolder folder, ExecutionOptions options, TextEncoder textEncoder) {
    Unet unet = Unet.load(folder, options);
    try {
      int tokens = textEncoder.length();
      unet.checkStates(tokens, textEncoder.trialStates().length / tokens);
      LoraFolder loras = LoraFolder.read(folder);
      VaeDecoder vaeDecoder = VaeDecoder.load(folder, options, unet.channels());
      return new ModelParts(textEncoder, unet, vaeDecoder, loras);
    } catch (Throwable e) {
      unet.close();
      throw e;
    }
  }

  @Override
  public void close() {
    textEncoder.close();
    unet.close();
    vaeDecoder.close();
  }
}
