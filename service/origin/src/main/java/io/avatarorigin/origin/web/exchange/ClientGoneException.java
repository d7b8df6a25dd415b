package io.avatarorigin.origin.web.exchange;

import io.helidon.webserver.ServerConnectionException;

/** The client left in the middle of an answer; nothing can be written to it any more. */
public final class ClientGoneException extends ServerConnectionException {
  private static final long serialVersionUID = 1L;

  private final WebAnswer kind;

  /**
   * @param kind of the answer that had begun
   */
  public ClientGoneException(WebAnswer kind, Throwable cause) {
    super("the client has gone", cause);
    this.kind = kind;
  }

  /** Of the answer that had begun. */
  public WebAnswer kind() {
    return kind;
  }
}
