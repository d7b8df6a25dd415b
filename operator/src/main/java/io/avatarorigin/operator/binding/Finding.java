package io.avatarorigin.operator.binding;

/**
 * What holds, for a condition.
 *
 * @param reason in CamelCase, one of a closed set
 * @param message what was seen, and what to do
 */
public record Finding(Verdict verdict, String reason, String message) {
  /** Whether it holds. */
  public enum Verdict {
    YES,
    NO,
    /** Something is under way. */
    NOT_YET
  }

  static Finding yes(String reason, String message) {
    return new Finding(Verdict.YES, reason, message);
  }

  static Finding no(String reason, String message) {
    return new Finding(Verdict.NO, reason, message);
  }

  static Finding notYet(String reason, String message) {
    return new Finding(Verdict.NOT_YET, reason, message);
  }

  public boolean isYes() {
    return verdict == Verdict.YES;
  }
}
