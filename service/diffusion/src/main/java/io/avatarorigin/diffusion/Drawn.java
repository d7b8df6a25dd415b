package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What came of a request.
 *
 * @param picture what was drawn
 * @param ignoredTags the prompts' LoRA tags that had no effect; none of them is ever text
 */
public record Drawn(Picture picture, List<IgnoredTag> ignoredTags) {

  public Drawn {
    ignoredTags = List.copyOf(ignoredTags);
  }
}
