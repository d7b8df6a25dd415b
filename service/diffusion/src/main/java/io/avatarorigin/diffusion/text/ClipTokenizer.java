package io.avatarorigin.diffusion.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From text to the token identifiers that a CLIP text encoder reads, equal to those of
 * transformers' CLIPTokenizer with {@code padding="max_length", truncation=True}. Immutable.
 */
public final class ClipTokenizer {

  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
  private static final Pattern WORD =
      Pattern.compile(
          "<\\|(startoftext|endoftext)\\|>"
              + "|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+");

  private final BytePairs bytePairs;
  private final Map<String, Integer> specialIds = new LinkedHashMap<>();
  private final Pattern special;
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
    for (String token : List.of(tokens.begin(), tokens.end(), tokens.unknown(), tokens.padding())) {
      specialIds.put(token, idOf(vocabulary, token));
    }
    this.special =
        Pattern.compile(
            specialIds.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
    this.beginId = idOf(vocabulary, tokens.begin());
    this.endId = idOf(vocabulary, tokens.end());
    this.paddingId = idOf(vocabulary, tokens.padding());
    this.length = length;
  }

  /** The identifiers of {@code text}: begin, at most length - 2 of the text, end, padding. */
  public int[] encode(String text) {
    List<Integer> content = tokenize(text);
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

  /** Special tokens are found as they are written, before anything is put in lower case. */
  private List<Integer> tokenize(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher tokens = special.matcher(text);
    int position = 0;
    while (tokens.find()) {
      addWords(text.substring(position, tokens.start()), ids);
      ids.add(Objects.requireNonNull(specialIds.get(tokens.group())));
      position = tokens.end();
    }
    addWords(text.substring(position), ids);
    return ids;
  }

  private void addWords(String text, List<Integer> ids) {
    Matcher words = WORD.matcher(normalize(text));
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
