package io.avatarorigin.origin.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Expects refusals. */
final class Refusals {
  private Refusals() {}

  static AuthException refusal(S3Authenticator authenticator, AuthRequest request) {
    AuthException refusal =
        catchThrowableOfType(AuthException.class, () -> authenticator.authenticate(request));
    assertThat(refusal).as("%s is refused", request).isNotNull();
    assertThat(refusal.getStackTrace()).isEmpty();
    return refusal;
  }

  static AuthException assertRefused(
      S3Authenticator authenticator, AuthRequest request, AuthFailure failure) {
    AuthException refusal = refusal(authenticator, request);
    assertThat(refusal.failure()).as(refusal.getMessage()).isEqualTo(failure);
    return refusal;
  }

  static AuthException assertRefused(AuthRequest request, AuthFailure failure) {
    return assertRefused(Requests.authenticator(), request, failure);
  }
}
