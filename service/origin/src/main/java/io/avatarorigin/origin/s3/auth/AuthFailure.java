package io.avatarorigin.origin.s3.auth;

/** The S3 error codes that authentication answers with. */
public enum AuthFailure {
  ACCESS_DENIED("AccessDenied"),
  AUTHORIZATION_HEADER_MALFORMED("AuthorizationHeaderMalformed"),
  AUTHORIZATION_QUERY_PARAMETERS_ERROR("AuthorizationQueryParametersError"),
  INVALID_ACCESS_KEY_ID("InvalidAccessKeyId"),
  INVALID_ARGUMENT("InvalidArgument"),
  INVALID_REQUEST("InvalidRequest"),
  INVALID_TOKEN("InvalidToken"),
  REQUEST_TIME_TOO_SKEWED("RequestTimeTooSkewed"),
  SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch"),
  X_AMZ_CONTENT_SHA256_MISMATCH("XAmzContentSHA256Mismatch");

  private final String code;

  AuthFailure(String code) {
    this.code = code;
  }

  /** The code as it stands in an S3 error document. */
  public String code() {
    return code;
  }
}
