package io.avatarorigin.diffusion.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code <lora:name:weight>} tags of AUTOMATIC1111 in a prompt. */
public final class LoraTags {

  private static final Pattern TAG = Pattern.compile("<lora:[^>]*>");

  private LoraTags() {}

  /**
   * The prompt without its tags. An item between commas that holds nothing but tags goes with its
   * comma: AUTOMATIC1111 leaves the comma, but an empty item is text that no caption has and that
   * costs a token. A prompt without tags comes back unchanged.
   */
  public static String removedFrom(String prompt) {
    if (!TAG.matcher(prompt).find()) {
      return prompt;
    }
    List<String> kept = new ArrayList<>();
    for (String item : prompt.split(",", -1)) {
      String text = TAG.matcher(item).replaceAll("");
      if (text.equals(item) || !text.isBlank()) {
        kept.add(text);
      }
    }
    return String.join(",", kept).strip();
  }
}
