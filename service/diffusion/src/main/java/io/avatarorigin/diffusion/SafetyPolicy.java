package io.avatarorigin.diffusion;

/** What becomes of a picture that the model's safety checker refuses. */
public sealed interface SafetyPolicy {

  /** The checker is not even loaded. */
  record Off() implements SafetyPolicy {}

  /**
   * It is drawn anew, with the next seed each time; after that the draw is refused.
   *
   * @param attempts how often it is drawn anew, at least 1
   */
  record Redraw(int attempts) implements SafetyPolicy {
    public Redraw {
      if (attempts < 1) {
        throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
      }
    }
  }

  /** The draw is refused at once. */
  record Refuse() implements SafetyPolicy {}

  /** How often a refused picture is drawn anew. */
  default int redraws() {
    return switch (this) {
      case Redraw(int attempts) -> attempts;
      case Off _, Refuse _ -> 0;
    };
  }
}
