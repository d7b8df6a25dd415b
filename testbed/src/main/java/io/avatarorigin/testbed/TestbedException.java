package io.avatarorigin.testbed;

import org.jspecify.annotations.Nullable;

/** The cluster cannot be had or has broken; the message names the program and its log. */
public final class TestbedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TestbedException(String message) {
    super(message);
  }

  public TestbedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
