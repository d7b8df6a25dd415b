package io.avatarorigin.vocabulary;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of the 16 values that a digit can have.
 *
 * @param mask bit n stands for the value n
 */
record DigitSet(int mask) {
  static final DigitSet NONE = new DigitSet(0);
  static final DigitSet ALL = new DigitSet(0xffff);

  private static final int MOST_CHARACTERS = 100;
  private static final Pattern RANGE = Pattern.compile("([0-9a-fA-F])(?:\\s*-\\s*([0-9a-fA-F]))?");

  /** Reads {@code 1-5}, {@code 0-3,8} or a list of such, and adds a fault to what is neither. */
  static Optional<DigitSet> read(Place place) {
    if (!place.isList()) {
      return place.text(MOST_CHARACTERS).flatMap(text -> parse(text, place));
    }
    Optional<List<Place>> items = place.items(1, Slot.VALUES);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    DigitSet all = NONE;
    boolean valid = true;
    for (Place item : items.get()) {
      Optional<DigitSet> digits = item.text(MOST_CHARACTERS).flatMap(text -> parse(text, item));
      if (digits.isEmpty()) {
        valid = false;
        continue;
      }
      valid &= addsOnly(all, digits.get(), item);
      all = all.plus(digits.get());
    }
    return valid ? Optional.of(all) : Optional.empty();
  }

  private static Optional<DigitSet> parse(String text, Place place) {
    DigitSet all = NONE;
    for (String part : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part.strip());
      if (!matcher.matches()) {
        String hint = text.equals("else") ? "; for the rest, write - else: words" : "";
        place.fault(
            Quoted.of(part.strip())
                + " is neither a hex digit nor a range such as 1-5 or a-f"
                + hint);
        return Optional.empty();
      }
      int first = HexFormat.fromHexDigits(matcher.group(1));
      int last = matcher.group(2) == null ? first : HexFormat.fromHexDigits(matcher.group(2));
      if (first > last) {
        place.fault("range %s runs backwards".formatted(Quoted.of(part.strip())));
        return Optional.empty();
      }
      DigitSet range = range(first, last);
      if (!addsOnly(all, range, place)) {
        return Optional.empty();
      }
      all = all.plus(range);
    }
    return Optional.of(all);
  }

  private static boolean addsOnly(DigitSet all, DigitSet more, Place place) {
    DigitSet twice = all.and(more);
    if (!twice.isEmpty()) {
      place.fault("names " + twice + " twice");
    }
    return twice.isEmpty();
  }

  static DigitSet range(int first, int last) {
    return new DigitSet((2 << last) - (1 << first));
  }

  boolean contains(int value) {
    return (mask & 1 << value) != 0;
  }

  boolean isEmpty() {
    return mask == 0;
  }

  DigitSet and(DigitSet other) {
    return new DigitSet(mask & other.mask);
  }

  DigitSet plus(DigitSet other) {
    return new DigitSet(mask | other.mask);
  }

  DigitSet minus(DigitSet other) {
    return new DigitSet(mask & ~other.mask);
  }

  /** As a file would say it: {@code 0-3,8}. */
  @Override
  public String toString() {
    List<String> ranges = new ArrayList<>();
    for (int first = 0; first < Slot.VALUES; first++) {
      if (contains(first)) {
        int last = first;
        while (contains(last + 1)) {
          last++;
        }
        String name = Integer.toHexString(first);
        ranges.add(first == last ? name : name + "-" + Integer.toHexString(last));
        first = last;
      }
    }
    return String.join(",", ranges);
  }
}
