package io.avatarorigin.diffusion.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From text to the token identifiers that a CLIP text encoder reads, equal to those of
 * transformers' CLIPTokenizer. Immutable.
 */
public final class ClipTokenizer {

  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
  private static final Pattern WORD =
      Pattern.compile(
          "<\\|(startoftext|endoftext)\\|>"
              + "|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+");

  private static final String COMMA = ",</w>";

  private final BytePairs bytePairs;
  private final Map<String, Integer> specialIds = new LinkedHashMap<>();

  /** Special tokens as they are written, and those that are looked for in normalized text. */
  private final Pattern special;

  private final Pattern normalizedSpecial;
  private final int beginId;
  private final int endId;
  private final int paddingId;
  private final int length;
  private final OptionalInt comma;

  /**
   * @param vocabulary token to identifier
   * @param merges pairs of tokens, the first one merges first
   * @param tokens the special tokens, which the vocabulary must hold
   * @param length how many identifiers the text encoder reads, special ones included
   * @throws IllegalArgumentException when vocabulary, merges and tokens do not fit together
   */
  public ClipTokenizer(
      Map<String, Integer> vocabulary, List<Merge> merges, SpecialTokens tokens, int length) {
    if (length < 2) {
      throw new IllegalArgumentException("length must be at least 2, not " + length);
    }
    this.bytePairs = new BytePairs(vocabulary, merges, tokens.unknown());
    Set<String> asWritten = new LinkedHashSet<>();
    Set<String> normalized = new LinkedHashSet<>();
    for (String token : List.of(tokens.begin(), tokens.end(), tokens.unknown(), tokens.padding())) {
      boolean isNormalized = tokens.normalized().contains(token);
      String form = isNormalized ? normalize(token) : token;
      (isNormalized ? normalized : asWritten).add(form);
      specialIds.put(form, idOf(vocabulary, token));
    }
    this.special = oneOf(asWritten);
    this.normalizedSpecial = oneOf(normalized);
    this.beginId = idOf(vocabulary, tokens.begin());
    this.endId = idOf(vocabulary, tokens.end());
    this.paddingId = idOf(vocabulary, tokens.padding());
    this.length = length;
    Integer known = vocabulary.get(COMMA);
    this.comma = known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }

  /**
   * The identifiers of a text of any length, without begin, end and padding: what transformers give
   * with {@code add_special_tokens=False}.
   */
  public int[] tokens(String text) {
    return tokenize(text).stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * What the text encoder reads: begin, at most length - 2 of these tokens, end, padding. Of a
   * whole text's tokens it makes what transformers give with {@code padding="max_length",
   * truncation=True}.
   */
  public int[] frame(int[] tokens) {
    int count = Math.min(tokens.length, length - 2);
    int[] ids = new int[length];
    Arrays.fill(ids, paddingId);
    ids[0] = beginId;
    System.arraycopy(tokens, 0, ids, 1, count);
    ids[count + 1] = endId;
    return ids;
  }

  /** How many identifiers the text encoder reads, begin and end included. */
  public int length() {
    return length;
  }

  /** The token of a comma that ends a word, where the vocabulary has one. */
  OptionalInt comma() {
    return comma;
  }

  /** Special tokens are cut out first, so that what is normalized does not reach across them. */
  private List<Integer> tokenize(String text) {
    List<Integer> ids = new ArrayList<>();
    split(special, text, ids, part -> addNormalized(normalize(part), ids));
    return ids;
  }

  private void addNormalized(String text, List<Integer> ids) {
    split(normalizedSpecial, text, ids, part -> addWords(part, ids));
  }

  private void split(Pattern tokens, String text, List<Integer> ids, Consumer<String> others) {
    Matcher matcher = tokens.matcher(text);
    int position = 0;
    while (matcher.find()) {
      others.accept(text.substring(position, matcher.start()));
      ids.add(Objects.requireNonNull(specialIds.get(matcher.group())));
      position = matcher.end();
    }
    others.accept(text.substring(position));
  }

  private void addWords(String text, List<Integer> ids) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String bracketed = words.group(1);
      if (bracketed == null) {
        addWord(words.group(), ids);
      } else {
        // One word to CLIP's expression, three to GPT-2's, which is applied to its words.
        addWord("<|", ids);
        addWord(bracketed, ids);
        addWord("|>", ids);
      }
    }
  }

  private void addWord(String word, List<Integer> ids) {
    bytePairs.encode(word.getBytes(StandardCharsets.UTF_8), ids);
  }

  /** One of the texts; of none, a pattern that nothing matches. */
  private static Pattern oneOf(Set<String> texts) {
    return Pattern.compile(
        texts.isEmpty()
            ? "(?!)"
            : texts.stream().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  private static String normalize(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder lower = new StringBuilder();
    // One code point at a time: the tokenizers library knows no final sigma.
    WHITE_SPACE
        .matcher(composed)
        .replaceAll(" ")
        .codePoints()
        .forEach(point -> lower.append(Character.toString(point).toLowerCase(Locale.ROOT)));
    return lower.toString();
  }

  private static int idOf(Map<String, Integer> vocabulary, String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks the special token " + token);
    }
    return id;
  }
}
