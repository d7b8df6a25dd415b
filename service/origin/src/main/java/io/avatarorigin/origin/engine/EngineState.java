package io.avatarorigin.origin.engine;

/**
 * One engine as administrators see it.
 *
 * @param name its address, or what it is
 * @param condition whether it draws
 * @param drawing how many draws it has of this origin
 * @param detail what it is doing, or what is the matter with it; empty for nothing to tell
 */
public record EngineState(String name, Condition condition, int drawing, String detail) {
  /** Whether an engine draws. */
  public enum Condition {
    /** It draws. */
    READY,
    /** It is coming up, or stopping. */
    WAITING,
    /** It fails again and again, or cannot be reached. */
    FAILING,
    /** It draws with another model than the origin's, so it is not asked. */
    OTHER_MODEL
  }
}
