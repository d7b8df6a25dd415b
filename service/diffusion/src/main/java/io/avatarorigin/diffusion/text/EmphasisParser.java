package io.avatarorigin.diffusion.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads brackets, weights and BREAK of one prompt; see {@link Prompt}. For one use. */
final class EmphasisParser {

  private static final double ROUND = 1.1;
  private static final double SQUARE = 1 / 1.1;

  /** Group 1: the number of {@code :1.3)}. A lone backslash vanishes, as it does there. */
  private static final Pattern PIECE =
      Pattern.compile(
          "(?U)\\\\[()\\[\\]\\\\]|\\\\|[()\\[\\]]|:\\s*([+-]?[.0-9]+)\\s*\\)|[^\\\\()\\[\\]:]+|:");

  private static final Pattern BREAK = Pattern.compile("(?U)\\bBREAK\\b");

  private static final char NEXT_LINE = 0x85;

  /** A text whose weight is not yet known; a null one is a BREAK. */
  private static final class Piece {
    private final @Nullable String text;
    private double weight = 1;

    private Piece(@Nullable String text) {
      this.text = text;
    }
  }

  private final List<Piece> pieces = new ArrayList<>();

  /** Where the brackets begin that are still open. */
  private final Deque<Integer> round = new ArrayDeque<>();

  private final Deque<Integer> square = new ArrayDeque<>();

  List<List<WeightedText>> parse(String prompt) {
    Matcher matcher = PIECE.matcher(prompt);
    while (matcher.find()) {
      read(matcher.group(), matcher.group(1));
    }
    round.forEach(start -> weigh(start, ROUND));
    square.forEach(start -> weigh(start, SQUARE));
    return sections();
  }

  private void read(String piece, @Nullable String number) {
    if (piece.startsWith("\\")) {
      pieces.add(new Piece(piece.substring(1)));
    } else if (piece.equals("(")) {
      round.push(pieces.size());
    } else if (piece.equals("[")) {
      square.push(pieces.size());
    } else if (number != null && !round.isEmpty()) {
      readWeight(piece, number);
    } else if (piece.equals(")") && !round.isEmpty()) {
      weigh(round.pop(), ROUND);
    } else if (piece.equals("]") && !square.isEmpty()) {
      weigh(square.pop(), SQUARE);
    } else {
      readText(piece);
    }
  }

  private void readWeight(String piece, String number) {
    OptionalDouble weight = Weight.parse(number);
    if (weight.isPresent()) {
      weigh(round.pop(), weight.getAsDouble());
    } else {
      readText(piece.substring(0, piece.length() - 1));
      weigh(round.pop(), ROUND);
    }
  }

  private void readText(String text) {
    String[] parts = BREAK.split(text, -1);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        pieces.add(new Piece(null));
      }
      pieces.add(new Piece(part(parts[i], i > 0, i < parts.length - 1)));
    }
  }

  /** Without the white space that belongs to the BREAK before and to the one behind it. */
  private static String part(String text, boolean afterBreak, boolean beforeBreak) {
    int begin = 0;
    int end = text.length();
    while (afterBreak && begin < end && isWhite(text.charAt(begin))) {
      begin++;
    }
    while (beforeBreak && end > begin && isWhite(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** Unicode's White_Space, which all lies in the basic plane. */
  private static boolean isWhite(char character) {
    return Character.isSpaceChar(character)
        || (character >= '\t' && character <= '\r')
        || character == NEXT_LINE;
  }

  private void weigh(int start, double weight) {
    for (Piece piece : pieces.subList(start, pieces.size())) {
      piece.weight *= weight;
    }
  }

  /** Joins neighbours of equal weight, so that they are tokenized as one text. */
  private List<List<WeightedText>> sections() {
    List<List<WeightedText>> sections = new ArrayList<>();
    List<WeightedText> section = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    double weight = 1;
    for (Piece piece : pieces) {
      if (piece.text == null || piece.weight != weight) {
        add(text, weight, section);
        weight = piece.weight;
      }
      if (piece.text == null) {
        sections.add(section);
        section = new ArrayList<>();
      } else {
        text.append(piece.text);
      }
    }
    add(text, weight, section);
    sections.add(section);
    return sections;
  }

  private static void add(StringBuilder text, double weight, List<WeightedText> section) {
    if (!text.isEmpty()) {
      section.add(new WeightedText(text.toString(), weight));
      text.setLength(0);
    }
  }
}
