package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The prompts of a request, read and found short enough.
 *
 * @param wanted what the picture shows
 * @param unwanted what it shall not show; the empty prompt where there is no guidance
 * @param chunks how many chunks of hidden states both get
 * @param loras the adapters, which act on both; as in AUTOMATIC1111 the wanted prompt names them
 * @param ignoredTags the tags of both prompts that have no effect
 */
record Prompts(
    Prompt wanted, Prompt unwanted, int chunks, LoraPlan loras, List<IgnoredTag> ignoredTags) {

  /** Bounds the work of reading a prompt; 16 chunks of 75 tokens seldom have a third of it. */
  private static final int MOST_CHARACTERS = 1 << 15;

  /**
   * Reads what a request asks for. Where the UNet was exported for the tokens of one chunk, that is
   * what prompts are cut to.
   *
   * @throws InvalidDrawException when a prompt is too long
   */
  static Prompts read(DrawRequest request, ModelParts parts) {
    PromptEncoder encoder = parts.promptEncoder();
    Prompt wanted = parse(request.prompt());
    Prompt negative = parse(request.negativePrompt());
    Prompt unwanted = parts.unet().guides(request) ? negative : Prompt.EMPTY;
    int chunks = Math.max(encoder.chunks(wanted), encoder.chunks(unwanted));
    boolean chunked = parts.unet().takesTokens(chunks * encoder.length());
    LoraPlan loras = LoraPlan.of(wanted.loras(), parts.loras());
    return new Prompts(
        wanted, unwanted, chunked ? chunks : 1, loras, ignored(loras, wanted, negative));
  }

  /** Also where the negative prompt itself has no effect. */
  private static List<IgnoredTag> ignored(LoraPlan loras, Prompt wanted, Prompt negative) {
    List<IgnoredTag> ignored = new ArrayList<>(loras.ignored());
    negative
        .loras()
        .forEach(lora -> ignored.add(new IgnoredTag(lora.text(), "it is in the negative prompt")));
    Stream.of(wanted, negative)
        .flatMap(prompt -> prompt.unreadableTags().stream())
        .forEach(
            tag -> ignored.add(new IgnoredTag(tag, "it is not of the form <lora:name:weight>")));
    return ignored;
  }

  private static Prompt parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidDrawException(
          "a prompt of %d characters is longer than %d; shorten it"
              .formatted(text.length(), MOST_CHARACTERS));
    }
    return Prompt.parse(text);
  }
}
