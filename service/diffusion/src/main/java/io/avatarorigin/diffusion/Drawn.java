package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What came of a draw.
 *
 * @param picture in the size that was asked for
 * @param safety what the safety checker said of it
 * @param ignoredTags the prompts' LoRA tags that had no effect; none of them is ever text
 */
public record Drawn(Picture picture, SafetyOutcome safety, List<IgnoredTag> ignoredTags) {

  public Drawn {
    ignoredTags = List.copyOf(ignoredTags);
  }

  /** A picture of prompts without such tags. */
  public Drawn(Picture picture, SafetyOutcome safety) {
    this(picture, safety, List.of());
  }

  /** The same, with tags that had no effect. */
  Drawn ignoring(List<IgnoredTag> tags) {
    return new Drawn(picture, safety, tags);
  }
}
