package io.avatarorigin.origin.s3.wire;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Header lines that are computed once, put together for an answer without a copy of either. */
public final class HeaderLines extends AbstractList<HeaderLine> implements RandomAccess {
  private final List<HeaderLine> first;
  private final List<HeaderLine> second;

  private HeaderLines(List<HeaderLine> first, List<HeaderLine> second) {
    this.first = first;
    this.second = second;
  }

  /** The lines of both, which must not change any more. */
  public static List<HeaderLine> of(List<HeaderLine> first, List<HeaderLine> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    return new HeaderLines(first, second);
  }

  @Override
  public HeaderLine get(int index) {
    return index < first.size() ? first.get(index) : second.get(index - first.size());
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }
}
