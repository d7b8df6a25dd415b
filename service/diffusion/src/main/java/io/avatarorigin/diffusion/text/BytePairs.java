package io.avatarorigin.diffusion.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Byte-level byte-pair encoding of one word (Sennrich et al., 2016), with CLIP's {@code </w>} at
 * the end of a word. Immutable.
 */
final class BytePairs {

  private static final String END_OF_WORD = "</w>";
  private static final int BYTES = 256;

  private record Pair(int left, int right) {}

  private record Merged(int rank, int id) {}

  /** [byte]: the token of a byte within a word. */
  private final int[] inner = new int[BYTES];

  /** [byte]: the token of a byte that ends a word. */
  private final int[] last = new int[BYTES];

  private final Map<Pair, Merged> merges = new HashMap<>();

  BytePairs(Map<String, Integer> vocabulary, List<Merge> merges, String unknown) {
    for (int value = 0; value < BYTES; value++) {
      String letter = letterOf(value);
      inner[value] = idOf(vocabulary, vocabulary.containsKey(letter) ? letter : unknown);
      String ending = letter + END_OF_WORD;
      last[value] = idOf(vocabulary, vocabulary.containsKey(ending) ? ending : unknown);
    }
    for (Merge merge : merges) {
      Pair pair = new Pair(idOf(vocabulary, merge.left()), idOf(vocabulary, merge.right()));
      int id = idOf(vocabulary, merge.left() + merge.right());
      this.merges.putIfAbsent(pair, new Merged(this.merges.size(), id));
    }
  }

  /** Appends the tokens of a word, given in UTF-8. */
  void encode(byte[] word, List<Integer> ids) {
    int[] tokens = new int[word.length];
    for (int i = 0; i < word.length; i++) {
      int value = Byte.toUnsignedInt(word[i]);
      tokens[i] = i == word.length - 1 ? last[value] : inner[value];
    }
    int count = tokens.length;
    for (Pair best = best(tokens, count); best != null; best = best(tokens, count)) {
      count = merge(tokens, count, best);
    }
    for (int i = 0; i < count; i++) {
      ids.add(tokens[i]);
    }
  }

  /** The pair that merges first of those present. */
  private @Nullable Pair best(int[] tokens, int count) {
    Pair best = null;
    int bestRank = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < count; i++) {
      Pair pair = new Pair(tokens[i], tokens[i + 1]);
      Merged merged = merges.get(pair);
      if (merged != null && merged.rank() < bestRank) {
        best = pair;
        bestRank = merged.rank();
      }
    }
    return best;
  }

  /** Merges every occurrence of a pair in place and returns how many tokens are left. */
  private int merge(int[] tokens, int count, Pair pair) {
    Merged merged = merges.get(pair);
    int written = 0;
    for (int read = 0; read < count; read++) {
      if (merged != null
          && read + 1 < count
          && tokens[read] == pair.left()
          && tokens[read + 1] == pair.right()) {
        tokens[written++] = merged.id();
        read++;
      } else {
        tokens[written++] = tokens[read];
      }
    }
    return written;
  }

  /** GPT-2's printable stand-in for a byte: itself where it prints, else one from U+0100 on. */
  private static String letterOf(int value) {
    if (prints(value)) {
      return Character.toString(value);
    }
    int before = 0;
    for (int other = 0; other < value; other++) {
      before += prints(other) ? 0 : 1;
    }
    return Character.toString(BYTES + before);
  }

  private static boolean prints(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xa1 && value <= 0xac)
        || (value >= 0xae && value <= 0xff);
  }

  private static int idOf(Map<String, Integer> vocabulary, String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks the token " + token);
    }
    return id;
  }
}
