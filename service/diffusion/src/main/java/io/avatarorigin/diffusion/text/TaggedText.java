package io.avatarorigin.diffusion.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A prompt taken apart into its {@code <lora:...>} tags and the text that is left.
 *
 * @param text the prompt without its tags; itself where there are none
 * @param tags those that can be read, in their order
 * @param unreadable those that cannot, as written
 */
record TaggedText(String text, List<LoraTag> tags, List<String> unreadable) {

  private static final String BEGIN = "<lora:";

  /**
   * Takes the tags out. An item between commas that holds nothing but tags goes with its comma:
   * AUTOMATIC1111 leaves the comma, but an empty item is text that no caption has and that costs a
   * token.
   */
  static TaggedText of(String prompt) {
    List<LoraTag> tags = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    boolean tagged = false;
    int lastEnd = prompt.lastIndexOf('>');
    for (int at = 0; at < prompt.length(); at++) {
      if (at < lastEnd && prompt.startsWith(BEGIN, at)) {
        int end = prompt.indexOf('>', at);
        String tag = prompt.substring(at, end + 1);
        parse(tag).ifPresentOrElse(tags::add, () -> unreadable.add(tag));
        tagged = true;
        at = end;
      } else if (prompt.charAt(at) == ',') {
        keep(item, tagged, kept);
        tagged = false;
      } else {
        item.append(prompt.charAt(at));
      }
    }
    keep(item, tagged, kept);
    boolean none = tags.isEmpty() && unreadable.isEmpty();
    String text = none ? prompt : String.join(",", kept).strip();
    return new TaggedText(text, List.copyOf(tags), List.copyOf(unreadable));
  }

  private static void keep(StringBuilder item, boolean tagged, List<String> kept) {
    String text = item.toString();
    if (!tagged || !text.isBlank()) {
      kept.add(text);
    }
    item.setLength(0);
  }

  private static Optional<LoraTag> parse(String tag) {
    String[] fields = tag.substring(BEGIN.length(), tag.length() - 1).split(":", -1);
    List<String> weights = new ArrayList<>();
    String text = "";
    String unet = "";
    for (int i = 1; i < fields.length; i++) {
      if (fields[i].startsWith("te=")) {
        text = fields[i].substring("te=".length());
      } else if (fields[i].startsWith("unet=")) {
        unet = fields[i].substring("unet=".length());
      } else {
        weights.add(fields[i]);
      }
    }
    OptionalDouble textWeight = Weight.parse(!text.isEmpty() ? text : at(weights, 0, "1"));
    if (fields[0].isBlank() || weights.size() > 2 || textWeight.isEmpty()) {
      return Optional.empty();
    }
    String second = !unet.isEmpty() ? unet : at(weights, 1, "");
    OptionalDouble unetWeight = second.isEmpty() ? textWeight : Weight.parse(second);
    return unetWeight.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LoraTag(
                tag, fields[0].strip(), textWeight.getAsDouble(), unetWeight.getAsDouble()));
  }

  private static String at(List<String> weights, int place, String absent) {
    return place < weights.size() ? weights.get(place) : absent;
  }
}
