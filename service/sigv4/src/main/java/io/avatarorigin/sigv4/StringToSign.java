package io.avatarorigin.sigv4;

import java.util.Objects;

/** The four lines that the signing key is applied to. */
public record StringToSign(String text) {
  public StringToSign {
    Objects.requireNonNull(text, "text");
  }

  public static StringToSign of(
      SigningTime time, CredentialScope scope, CanonicalRequest canonicalRequest) {
    return new StringToSign(
        AuthorizationHeader.ALGORITHM
            + '\n'
            + time.text()
            + '\n'
            + scope.text()
            + '\n'
            + canonicalRequest.hash());
  }
}
