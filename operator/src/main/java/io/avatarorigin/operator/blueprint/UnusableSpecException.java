package io.avatarorigin.operator.blueprint;

/** A spec that cannot be done as it is. */
public final class UnusableSpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Reasons, as conditions name them. */
  public static final String VOCABULARY = "InvalidVocabulary";

  public static final String NOT_FOUND = "ReferenceNotFound";
  public static final String PROFILE = "UnknownProfile";

  private final String reason;

  /**
   * @param reason in CamelCase
   * @param message says where, and what to do
   */
  public UnusableSpecException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
