package io.avatarorigin.vocabulary;

/**
 * One thing that is wrong with a vocabulary file.
 *
 * @param path where in the data, for instance {@code slots[3].cases[1].digits}; empty for the whole
 * @param line where in the file, counted from 1
 * @param column where in that line, counted from 1 in characters
 * @param message what is wrong and, where it can be said, what to write instead
 */
public record Fault(String path, int line, int column, String message) {
  public Fault {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column count from 1, not " + line + ":" + column);
    }
  }

  /** One line: {@code line:column: path: message}. */
  @Override
  public String toString() {
    return line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
