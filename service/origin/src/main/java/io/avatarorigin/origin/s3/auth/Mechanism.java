package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.AuthorizationHeader;
import io.avatarorigin.sigv4.PresignedQuery;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.SignableRequest;
import java.util.List;
import java.util.Map;

/** How a request identifies its sender; one way at most is allowed. */
enum Mechanism {
  ANONYMOUS,
  HEADER,
  PRESIGNED;

  private static final List<String> PRESIGNED_NAMES =
      List.of(
          PresignedQuery.ALGORITHM,
          PresignedQuery.CREDENTIAL,
          PresignedQuery.SIGNATURE,
          PresignedQuery.SIGNED_HEADERS,
          PresignedQuery.EXPIRES);
  private static final List<String> VERSION_2_NAMES =
      List.of("AWSAccessKeyId", "Signature", "Expires");
  private static final Map<String, String> AUTHORIZATION = Map.of("ArgumentName", "Authorization");

  static Mechanism of(SignableRequest request) {
    List<String> authorization = request.values("authorization");
    boolean presigned = hasAny(request.query(), PRESIGNED_NAMES);
    boolean version2 = hasAny(request.query(), VERSION_2_NAMES);
    if (!authorization.isEmpty()) {
      if (presigned || version2 || authorization.size() > 1) {
        throw new AuthException(
            AuthFailure.INVALID_ARGUMENT,
            "A request is authenticated in one way only, by one Authorization header or by query"
                + " parameters",
            AUTHORIZATION);
      }
      requireVersion4(authorization.getFirst().strip());
      return HEADER;
    }
    if (presigned) {
      return PRESIGNED;
    }
    if (version2) {
      throw version2();
    }
    return ANONYMOUS;
  }

  private static void requireVersion4(String authorization) {
    int blank = authorization.indexOf(' ');
    if (blank < 0) {
      throw new AuthException(
          AuthFailure.INVALID_ARGUMENT,
          "The Authorization header is not a scheme, a space and parameters",
          AUTHORIZATION);
    }
    String scheme = authorization.substring(0, blank);
    if (scheme.equals("AWS")) {
      throw version2();
    }
    if (!scheme.equals(AuthorizationHeader.ALGORITHM)) {
      throw new AuthException(
          AuthFailure.INVALID_ARGUMENT,
          "The Authorization type is not supported; use " + AuthorizationHeader.ALGORITHM,
          AUTHORIZATION);
    }
  }

  private static boolean hasAny(Query query, List<String> names) {
    for (String name : names) {
      if (query.has(name)) {
        return true;
      }
    }
    return false;
  }

  private static AuthException version2() {
    return new AuthException(
        AuthFailure.INVALID_REQUEST,
        "Signature version 2 is not supported; use " + AuthorizationHeader.ALGORITHM);
  }
}
