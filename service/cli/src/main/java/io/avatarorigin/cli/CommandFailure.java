package io.avatarorigin.cli;

/** A command cannot go on; the message is all that its user needs. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Something went wrong. */
  static final int FAILED = 1;

  /** The command was used wrongly. */
  static final int WRONG_USE = 2;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandFailure failed(String message) {
    return new CommandFailure(FAILED, message);
  }

  static CommandFailure wrongUse(String message) {
    return new CommandFailure(WRONG_USE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
