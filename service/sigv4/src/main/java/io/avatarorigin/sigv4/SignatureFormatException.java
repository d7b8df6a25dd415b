package io.avatarorigin.sigv4;

import java.util.Objects;

/**
 * A part of an Authorization header or presigned query is missing or malformed. The message may be
 * shown to the sender: it names the part and quotes at most pieces of the credential scope.
 */
public final class SignatureFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Component component;
  private final String publicMessage;

  /** The part that is wrong. */
  public enum Component {
    /** The list of components as a whole. */
    AUTHORIZATION,
    ALGORITHM,
    CREDENTIAL,
    DATE,
    EXPIRES,
    SIGNED_HEADERS,
    SIGNATURE
  }

  /** No stack trace is filled in: a stranger's malformed request should cost little. */
  public SignatureFormatException(Component component, String message) {
    super(message, null, false, false);
    this.component = Objects.requireNonNull(component, "component");
    this.publicMessage = Objects.requireNonNull(message, "message");
  }

  /** The message, which is always there. */
  public String publicMessage() {
    return publicMessage;
  }

  public Component component() {
    return component;
  }
}
