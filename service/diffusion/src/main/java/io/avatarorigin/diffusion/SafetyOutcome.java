package io.avatarorigin.diffusion;

/**
 * What the model's safety checker said of a picture that was drawn. A draw whose pictures are all
 * refused has no picture: it ends with a {@link DrawRefusedException}.
 */
public sealed interface SafetyOutcome {

  /** Nobody looked: the model has no checker, or the policy is off. */
  record Unchecked() implements SafetyOutcome {}

  /** The picture of the seed that was asked for passed. */
  record Passed() implements SafetyOutcome {}

  /**
   * An earlier picture was refused.
   *
   * @param times how often it was drawn anew; the picture's seed is the request's plus this
   */
  record Redrawn(int times) implements SafetyOutcome {
    public Redrawn {
      if (times < 1) {
        throw new IllegalArgumentException("times must be at least 1, not " + times);
      }
    }
  }
}
