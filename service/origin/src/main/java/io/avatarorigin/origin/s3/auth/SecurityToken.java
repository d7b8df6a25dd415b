package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.PresignedQuery;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.SignableRequest;

/** Refuses session tokens: the keys known here are static and have none. */
final class SecurityToken {
  private SecurityToken() {}

  static void refuseHeader(SignableRequest request) {
    if (!request.values("x-amz-security-token").isEmpty()) {
      throw refusal();
    }
  }

  static void refuseParameter(Query query) {
    if (query.has(PresignedQuery.SECURITY_TOKEN)) {
      throw refusal();
    }
  }

  private static AuthException refusal() {
    return new AuthException(
        AuthFailure.INVALID_TOKEN, "Access keys here have no security token; send none");
  }
}
