package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A model's text encoders, one or two: from a prompt to what the UNet is told of it. Safe for use
 * by several threads.
 */
final class PromptEncoder implements AutoCloseable {

  private final List<TextEncoder> encoders;
  private final boolean nothingIsZero;

  private PromptEncoder(List<TextEncoder> encoders, boolean nothingIsZero) {
    this.encoders = List.copyOf(encoders);
    this.nothingIsZero = nothingIsZero;
  }

  /** Loads the text encoder of a model. */
  static PromptEncoder loadOne(ModelFolder folder, ExecutionOptions execution) {
    return load(folder, List.of(TextRole.ONLY), false, execution);
  }

  /** Loads both text encoders of an SDXL model. */
  static PromptEncoder loadTwo(ModelFolder folder, ExecutionOptions execution) {
    boolean nothingIsZero =
        folder.config(ModelFolder.MODEL_INDEX).flag("force_zeros_for_empty_prompt", true);
    return load(
        folder, List.of(TextRole.FIRST_OF_TWO, TextRole.SECOND_OF_TWO), nothingIsZero, execution);
  }

  private static PromptEncoder load(
      ModelFolder folder, List<TextRole> roles, boolean nothingIsZero, ExecutionOptions execution) {
    List<TextEncoder> loaded = new ArrayList<>();
    try {
      for (TextRole role : roles) {
        loaded.add(TextEncoder.load(folder, role, execution));
      }
      requireEqualLengths(roles, loaded);
      return new PromptEncoder(loaded, nothingIsZero);
    } catch (Throwable e) {
      loaded.forEach(TextEncoder::close);
      throw e;
    }
  }

  /** How many chunks a prompt needs, at least 1. */
  int chunks(Prompt prompt) {
    return encoders.stream().mapToInt(encoder -> encoder.chunks(prompt)).max().orElseThrow();
  }

  /**
   * The states of a prompt, filled up to so many chunks.
   *
   * @param loras of each encoder; those of encoders that there are not are empty
   */
  TextStates encode(Prompt prompt, int chunks, List<ActiveLoras> loras) {
    return sideBySide(loras, (encoder, own) -> encoder.encode(prompt, chunks, own));
  }

  /**
   * The states of a negative prompt; without adapters the last few are remembered. Where there is
   * none, an SDXL model is told nothing at all, unless its {@code force_zeros_for_empty_prompt} is
   * false.
   */
  TextStates encodeNegative(Prompt prompt, int chunks, List<ActiveLoras> loras) {
    TextStates states =
        sideBySide(loras, (encoder, own) -> encoder.encodeOften(prompt, chunks, own));
    return nothingIsZero && prompt.isEmpty() ? states.zeroed() : states;
  }

  private TextStates sideBySide(
      List<ActiveLoras> loras, BiFunction<TextEncoder, ActiveLoras, TextStates> encode) {
    List<TextStates> states = new ArrayList<>();
    for (int i = 0; i < encoders.size(); i++) {
      states.add(encode.apply(encoders.get(i), loras.get(i)));
    }
    return TextStates.sideBySide(states);
  }

  /**
   * The states of the empty prompt, asked for while the model is loaded.
   *
   * @throws ModelException when an encoder does not work
   */
  TextStates trialStates() {
    return TextStates.sideBySide(encoders.stream().map(TextEncoder::trialStates).toList());
  }

  /** How many tokens a chunk has, begin and end included. */
  int length() {
    return encoders.getFirst().length();
  }

  List<ModelPart> about() {
    return encoders.stream().map(TextEncoder::about).toList();
  }

  @Override
  public void close() {
    encoders.forEach(TextEncoder::close);
  }

  private static void requireEqualLengths(List<TextRole> roles, List<TextEncoder> encoders) {
    int length = encoders.getFirst().length();
    if (encoders.getLast().length() != length) {
      throw ModelException.inField(
          roles.getLast().tokenizer() + "/tokenizer_config.json",
          "model_max_length",
          encoders.getLast().length() + " tokens do not fit the " + length + " of the tokenizer");
    }
  }
}
