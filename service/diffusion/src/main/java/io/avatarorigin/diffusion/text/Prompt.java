package io.avatarorigin.diffusion.text;

import java.util.List;

/**
 * A prompt, read as AUTOMATIC1111 reads it.
 *
 * <ul>
 *   <li>{@code (text)} weighs 1.1, {@code [text]} 1/1.1, {@code (text:1.3)} what is written; nested
 *       weights multiply. Brackets that are never closed reach to the end; closing ones without an
 *       opening one are text. So is a weight that is no number, and {@code [text:1.3]}, which is
 *       without meaning there.
 *   <li>A backslash makes a bracket or a backslash text.
 *   <li>{@code BREAK}, in upper case and as a word of its own, begins a new chunk. In brackets too,
 *       where AUTOMATIC1111 takes it for text.
 *   <li>{@code <lora:name:weight>} is a {@link LoraTag} and no text.
 * </ul>
 *
 * <p>Not read: schedules within a draw ({@code [a:b:10]}, {@code [a|b]}), {@code AND}, and textual
 * inversions.
 *
 * @param sections what stands between BREAKs, at least one; neighbouring texts of a section differ
 *     in weight and are not empty
 * @param loras the tags that can be read
 * @param unreadableTags the other ones, as written
 */
public record Prompt(
    List<List<WeightedText>> sections, List<LoraTag> loras, List<String> unreadableTags) {

  /** No prompt. */
  public static final Prompt EMPTY = parse("");

  public Prompt {
    sections = sections.stream().map(List::copyOf).toList();
    loras = List.copyOf(loras);
    unreadableTags = List.copyOf(unreadableTags);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("sections must not be empty");
    }
  }

  /** Whether there is no text at all, whatever tags there are. */
  public boolean isEmpty() {
    return sections.equals(EMPTY.sections);
  }

  /** Reads any text: what makes no sense as syntax is text. */
  public static Prompt parse(String text) {
    TaggedText tagged = TaggedText.of(text);
    return new Prompt(
        new EmphasisParser().parse(tagged.text()), tagged.tags(), tagged.unreadable());
  }
}
