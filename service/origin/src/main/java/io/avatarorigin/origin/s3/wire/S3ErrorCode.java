package io.avatarorigin.origin.s3.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The error codes of S3 that this surface answers with, their status and their usual text. */
public enum S3ErrorCode {
  ACCESS_DENIED("AccessDenied", 403, "Access denied"),
  ACCESS_FORBIDDEN("AccessForbidden", 403, "Cross-origin requests are not allowed here"),
  AUTHORIZATION_HEADER_MALFORMED(
      "AuthorizationHeaderMalformed", 400, "The Authorization header is malformed"),
  AUTHORIZATION_QUERY_PARAMETERS_ERROR(
      "AuthorizationQueryParametersError", 400, "The query's authentication is malformed"),
  BAD_REQUEST("BadRequest", 400, "The request is no valid HTTP/1.1 request"),
  INTERNAL_ERROR("InternalError", 500, "The origin failed; the request may be tried again"),
  INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403, "The access key is not known here"),
  INVALID_ARGUMENT("InvalidArgument", 400, "An argument is invalid"),
  INVALID_BUCKET_NAME("InvalidBucketName", 400, "This cannot be the name of a bucket"),
  INVALID_PART_NUMBER("InvalidPartNumber", 416, "The object has no such part"),
  INVALID_RANGE("InvalidRange", 416, "The range lies outside the object"),
  INVALID_REQUEST("InvalidRequest", 400, "The request is invalid"),
  INVALID_TOKEN("InvalidToken", 400, "The security token is not known here"),
  INVALID_URI("InvalidURI", 400, "The request target cannot be read"),
  KEY_TOO_LONG("KeyTooLongError", 400, "The key is too long"),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "This method is not allowed on this resource"),
  NO_SUCH_BUCKET("NoSuchBucket", 404, "The bucket does not exist"),
  NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket has no policy"),
  NO_SUCH_CORS_CONFIGURATION("NoSuchCORSConfiguration", 404, "The bucket has no CORS rules"),
  NO_SUCH_KEY("NoSuchKey", 404, "The key does not exist"),
  NO_SUCH_LIFECYCLE_CONFIGURATION(
      "NoSuchLifecycleConfiguration", 404, "The bucket has no lifecycle rules"),
  NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION(
      "NoSuchPublicAccessBlockConfiguration", 404, "The bucket has no public access block"),
  NO_SUCH_TAG_SET("NoSuchTagSet", 404, "The bucket has no tags"),
  NO_SUCH_VERSION("NoSuchVersion", 404, "The version does not exist"),
  NO_SUCH_WEBSITE_CONFIGURATION(
      "NoSuchWebsiteConfiguration", 404, "The bucket is not set up as a website"),
  NOT_IMPLEMENTED("NotImplemented", 501, "This part of S3 is not offered here"),
  OBJECT_LOCK_CONFIGURATION_NOT_FOUND(
      "ObjectLockConfigurationNotFoundError", 404, "The bucket has no object lock"),
  OWNERSHIP_CONTROLS_NOT_FOUND(
      "OwnershipControlsNotFoundError", 404, "The bucket has no ownership controls"),
  PRECONDITION_FAILED("PreconditionFailed", 412, "A condition of the request does not hold"),
  REPLICATION_CONFIGURATION_NOT_FOUND(
      "ReplicationConfigurationNotFoundError", 404, "The bucket is not replicated"),
  REQUEST_HEADER_SECTION_TOO_LARGE(
      "RequestHeaderSectionTooLarge", 400, "The request line or the headers are too long"),
  REQUEST_TIMEOUT("RequestTimeout", 400, "The request took too long to arrive"),
  REQUEST_TIME_TOO_SKEWED(
      "RequestTimeTooSkewed", 403, "The time of the request is too far from the clock"),
  SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND(
      "ServerSideEncryptionConfigurationNotFoundError", 404, "The bucket is not encrypted"),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "The object is not ready yet; try again"),
  SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403, "The signature does not match"),
  SLOW_DOWN("SlowDown", 503, "Too many requests wait already; try again more slowly"),
  UNEXPECTED_CONTENT("UnexpectedContent", 400, "This request must not have a body"),
  X_AMZ_CONTENT_SHA256_MISMATCH(
      "XAmzContentSHA256Mismatch", 400, "The body does not have the hash that was signed");

  private static final Map<String, S3ErrorCode> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(S3ErrorCode::code, Function.identity()));

  private final String code;
  private final int status;
  private final String text;

  S3ErrorCode(String code, int status, String text) {
    this.code = code;
    this.status = status;
    this.text = text;
  }

  /** The constant whose code on the wire is this. */
  public static Optional<S3ErrorCode> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The code as it stands in the error document. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What to tell where there is nothing more precise. */
  public String text() {
    return text;
  }
}
