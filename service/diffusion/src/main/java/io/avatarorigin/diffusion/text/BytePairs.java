package io.avatarorigin.diffusion.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

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

  /**
   * Appends the tokens of a word, given in UTF-8. Of the pairs that may merge the one with the
   * lowest rank does, and of equal ones the leftmost, as in the tokenizers library; the time grows
   * with n log n, for a word may be as long as a prompt.
   */
  void encode(byte[] word, List<Integer> ids) {
    new Word(word).encode(ids);
  }

  /** A pair that was seen side by side. */
  private record Candidate(int at, Pair pair, Merged merged) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return merged.rank() != other.merged.rank()
          ? Integer.compare(merged.rank(), other.merged.rank())
          : Integer.compare(at, other.at);
    }
  }

  /** The tokens of one word as a linked list, which shrinks. */
  private final class Word {

    private static final int GONE = -1;

    /** [place]: the token that begins there, {@link #GONE} once merged into one before it. */
    private final int[] tokens;

    private final int[] before;
    private final int[] after;
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();

    Word(byte[] word) {
      tokens = new int[word.length];
      before = new int[word.length];
      after = new int[word.length];
      for (int i = 0; i < word.length; i++) {
        int value = Byte.toUnsignedInt(word[i]);
        tokens[i] = i == word.length - 1 ? last[value] : inner[value];
        before[i] = i - 1;
        after[i] = i + 1;
      }
      for (int i = 0; i < word.length; i++) {
        consider(i);
      }
    }

    void encode(List<Integer> ids) {
      for (Candidate next = candidates.poll(); next != null; next = candidates.poll()) {
        if (isThere(next)) {
          merge(next);
        }
      }
      for (int token : tokens) {
        if (token != GONE) {
          ids.add(token);
        }
      }
    }

    private void merge(Candidate candidate) {
      int at = candidate.at();
      int gone = after[at];
      tokens[at] = candidate.merged().id();
      tokens[gone] = GONE;
      after[at] = after[gone];
      if (after[at] < tokens.length) {
        before[after[at]] = at;
      }
      consider(at);
      if (before[at] >= 0) {
        consider(before[at]);
      }
    }

    /** Whether the pair is still as it was seen. */
    private boolean isThere(Candidate candidate) {
      int at = candidate.at();
      return tokens[at] == candidate.pair().left()
          && after[at] < tokens.length
          && tokens[after[at]] == candidate.pair().right();
    }

    private void consider(int at) {
      if (after[at] < tokens.length) {
        Pair pair = new Pair(tokens[at], tokens[after[at]]);
        Merged merged = merges.get(pair);
        if (merged != null) {
          candidates.add(new Candidate(at, pair, merged));
        }
      }
    }
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
