package io.avatarorigin.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nets of a model, found to fit together. Safe for use by several threads.
 *
 * @param promptEncoder from prompt to hidden states
 * @param unet predicts what to take out of a latent
 * @param vaeDecoder from latent to picture
 * @param loras adapters for the text encoders and the UNet
 * @param safetyChecker looks at pictures, where there is one and the policy asks it
 */
record ModelParts(
    PromptEncoder promptEncoder,
    Unet unet,
    VaeDecoder vaeDecoder,
    LoraFolder loras,
    Optional<SafetyChecker> safetyChecker)
    implements AutoCloseable {

  /**
   * Loads them.
   *
   * @param execution names only providers that can be had
   */
  static ModelParts load(ModelFolder folder, ExecutionOptions execution) {
    UnetConfig config = UnetConfig.read(folder);
    PromptEncoder promptEncoder =
        config.textTime()
            ? PromptEncoder.loadTwo(folder, execution)
            : PromptEncoder.loadOne(folder, execution);
    try {
      return load(folder, config, promptEncoder, execution);
    } catch (Throwable e) {
      promptEncoder.close();
      throw e;
    }
  }

  private static ModelParts load(
      ModelFolder folder,
      UnetConfig config,
      PromptEncoder promptEncoder,
      ExecutionOptions execution) {
    TextStates trial = promptEncoder.trialStates();
    Unet unet = Unet.load(folder, config, trial.pooled().length, execution);
    try {
      unet.checkStates(trial.tokens(), trial.width());
      VaeDecoder vaeDecoder = VaeDecoder.load(folder, execution, config.channels());
      try {
        List<ModelPart> adaptable = new ArrayList<>(promptEncoder.about());
        adaptable.add(unet.about());
        LoraFolder loras = LoraFolder.read(folder);
        loras.requireFit(adaptable);
        return new ModelParts(
            promptEncoder, unet, vaeDecoder, loras, SafetyChecker.load(folder, execution));
      } catch (Throwable e) {
        vaeDecoder.close();
        throw e;
      }
    } catch (Throwable e) {
      unet.close();
      throw e;
    }
  }

  /** What their files hold. */
  List<ModelPart> about() {
    return Stream.of(
            promptEncoder.about().stream(),
            Stream.of(unet.about(), vaeDecoder.about()),
            safetyChecker.stream().map(SafetyChecker::about))
        .flatMap(parts -> parts)
        .toList();
  }

  @Override
  public void close() {
    promptEncoder.close();
    unet.close();
    vaeDecoder.close();
    safetyChecker.ifPresent(SafetyChecker::close);
  }
}
