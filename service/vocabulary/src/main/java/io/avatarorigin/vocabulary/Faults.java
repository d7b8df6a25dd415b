package io.avatarorigin.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with one file, so that all of it is reported at once. */
final class Faults {
  /** More would not be read, and a hostile file could name very many. */
  private static final int MOST = 100;

  private final String source;
  private final List<Fault> faults = new ArrayList<>();

  Faults(String source) {
    this.source = source;
  }

  void add(String path, Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    add(new Fault(path, line, column, message));
  }

  void add(Fault fault) {
    if (faults.size() < MOST) {
      faults.add(fault);
    }
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Those found so far, in the order of the file. */
  InvalidVocabularyException exception() {
    Comparator<Fault> byPosition = Comparator.comparingInt(Fault::line);
    return new InvalidVocabularyException(
        source, faults.stream().sorted(byPosition.thenComparingInt(Fault::column)).toList());
  }
}
