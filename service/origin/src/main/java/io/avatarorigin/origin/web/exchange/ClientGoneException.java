package io.avatarorigin.origin.web.exchange;

import io.helidon.webserver.ServerConnectionException;

/**
 * The client left in the middle of its request or of the answer; nothing can be written to it any
 * more.
 */
public final class ClientGoneException extends ServerConnectionException {
  private static final long serialVersionUID = 1L;

  private final WebAnswer kind;

  /**
   * @param kind of the answer that had begun, or {@link WebAnswer#UNREADABLE}
   */
  public ClientGoneException(WebAnswer kind, Throwable cause) {
    super("the client has gone", cause);
    this.kind = kind;
  }

  /** As what it is counted. */
  public WebAnswer kind() {
    return kind;
  }
}
