package io.avatarorigin.operator.config;

/** The operator's configuration cannot be used; the message has a line for each fault. */
public final class OperatorConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OperatorConfigException(String message) {
    super(message);
  }
}
