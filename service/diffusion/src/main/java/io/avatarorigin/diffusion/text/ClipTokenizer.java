package io.avatarorigin.diffusion.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From text to the token identifiers that a CLIP text encoder reads, equal to those of
 * transformers' CLIPTokenizer with {@code padding="max_length", truncation=True}. Immutable.
 */
public final class ClipTokenizer {

  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
  private static final Pattern WORD =
      Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+");

  private final BytePairs bytePairs;
  private final Pattern special;
  private final String begin;
  private final int beginId;
  private final int endId;
  private final int paddingId;
  private final int length;

  /**
   * @param vocabulary token to identifier
   * @param merges pairs of tokens, the first one merges first
   * @param tokens the special tokens, which the vocabulary must hold
   * @param length how many identifiers a text gives, special ones included
   * @throws IllegalArgumentException when vocabulary, merges and tokens do not fit together
   */
  public ClipTokenizer(
      Map<String, Integer> vocabulary, List<Merge> merges, SpecialTokens tokens, int length) {
    if (length < 2) {
      throw new IllegalArgumentException("length must be at least 2, not " + length);
    }
    this.bytePairs = new BytePairs(vocabulary, merges, tokens.unknown());
    this.begin = tokens.begin();
    this.special = Pattern.compile(Pattern.quote(begin) + "|" + Pattern.quote(tokens.end()));
    this.beginId = idOf(vocabulary, tokens.begin());
    this.endId = idOf(vocabulary, tokens.end());
    this.paddingId = idOf(vocabulary, tokens.padding());
    this.length = length;
  }

  /** The identifiers of {@code text}: begin, at most length - 2 of the text, end, padding. */
  public int[] encode(String text) {
    List<Integer> content = tokenize(normalize(text));
    int count = Math.min(content.size(), length - 2);
    int[] ids = new int[length];
    Arrays.fill(ids, paddingId);
    ids[0] = beginId;
    for (int i = 0; i < count; i++) {
      ids[i + 1] = content.get(i);
    }
    ids[count + 1] = endId;
    return ids;
  }

  /** How many identifiers a text gives. */
  public int length() {
    return length;
  }

  private List<Integer> tokenize(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher tokens = special.matcher(text);
    int position = 0;
    while (tokens.find()) {
      addWords(text.substring(position, tokens.start()), ids);
      ids.add(tokens.group().equals(begin) ? beginId : endId);
      position = tokens.end();
    }
    addWords(text.substring(position), ids);
    return ids;
  }

  private void addWords(String text, List<Integer> ids) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      bytePairs.encode(words.group().getBytes(StandardCharsets.UTF_8), ids);
    }
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
