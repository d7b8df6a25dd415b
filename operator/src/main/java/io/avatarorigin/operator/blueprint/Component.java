package io.avatarorigin.operator.blueprint;

/** A part of what an AvatarOrigin comes to, as the label app.kubernetes.io/component names it. */
public enum Component {
  ORIGIN("origin"),
  WORKER("worker");

  private final String label;

  Component(String label) {
    this.label = label;
  }

  /** The label's value. */
  public String label() {
    return label;
  }
}
