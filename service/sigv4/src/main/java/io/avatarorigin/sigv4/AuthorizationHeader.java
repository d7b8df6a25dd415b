package io.avatarorigin.sigv4;

import io.avatarorigin.sigv4.SignatureFormatException.Component;
import java.util.Objects;

/**
 * The header form of a signature.
 *
 * @param signature as sent, not checked for its form
 */
public record AuthorizationHeader(
    Credential credential, SignedHeaders signedHeaders, String signature) {
  /** The scheme of the header, and the first line of a string to sign. */
  public static final String ALGORITHM = "AWS4-HMAC-SHA256";

  public AuthorizationHeader {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(signedHeaders, "signedHeaders");
    Objects.requireNonNull(signature, "signature");
  }

  /**
   * Reads a header value: the scheme, then Credential, SignedHeaders and Signature in this order,
   * parted by commas with or without blanks.
   *
   * @throws SignatureFormatException naming the component that is wrong
   */
  public static AuthorizationHeader parse(String value, String service) {
    if (!value.startsWith(ALGORITHM + ' ')) {
      throw new SignatureFormatException(
          Component.ALGORITHM, "The Authorization scheme is not " + ALGORITHM);
    }
    int first = value.indexOf(',');
    int second = first < 0 ? -1 : value.indexOf(',', first + 1);
    int firstEnd = first < 0 ? value.length() : first;
    int secondEnd = second < 0 ? value.length() : second;
    String credential =
        component(
            value.substring(ALGORITHM.length() + 1, firstEnd), "Credential", Component.CREDENTIAL);
    String signedHeaders =
        component(
            first < 0 ? "" : value.substring(first + 1, secondEnd),
            "SignedHeaders",
            Component.SIGNED_HEADERS);
    String last = second < 0 ? "" : value.substring(second + 1);
    String signature = component(last, "Signature", Component.SIGNATURE);
    if (last.indexOf(',') >= 0) {
      throw new SignatureFormatException(
          Component.AUTHORIZATION,
          "Authorization holds more than the components Credential, SignedHeaders and Signature");
    }
    return new AuthorizationHeader(
        Credential.parse(credential, service), SignedHeaders.parse(signedHeaders), signature);
  }

  /** The value of {@code name=value}, blanks around it dropped. */
  private static String component(String text, String name, Component component) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new SignatureFormatException(component, "Authorization lacks the component " + name);
    }
    int equals = stripped.indexOf('=');
    if (equals < 0) {
      throw new SignatureFormatException(
          component,
          "The component of Authorization in the place of " + name + " is not name=value");
    }
    if (equals != name.length() || !stripped.startsWith(name)) {
      throw new SignatureFormatException(
          component, "Authorization has another component in the place of " + name);
    }
    if (equals == stripped.length() - 1) {
      throw new SignatureFormatException(
          component, "The component " + name + " of Authorization is empty");
    }
    return stripped.substring(equals + 1);
  }

  /** The header value. */
  public String text() {
    return ALGORITHM
        + " Credential="
        + credential.text()
        + ", SignedHeaders="
        + signedHeaders.text()
        + ", Signature="
        + signature;
  }

  /** Leaves the signature out, which is as good as the request it stands for. */
  @Override
  public String toString() {
    return "AuthorizationHeader[" + credential.text() + "]";
  }
}
