package io.avatarorigin.origin.bucket;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK throws, in words that say what to do. */
record AwsFaults(BucketSettings settings) {
  BucketException of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BucketException ours) {
        return ours;
      }
    }
    return failure instanceof S3Exception answer ? answered(answer) : unanswered(failure);
  }

  private BucketException answered(S3Exception answer) {
    String code =
        Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    String what = "%s: %d %s".formatted(settings.name(), answer.statusCode(), code).strip();
    return switch (answer.statusCode()) {
      case 401, 403 -> misconfigured(what + " (" + credentialsAdvice(code) + ")", answer);
      case 404 -> misconfigured(what + " (" + absenceAdvice(code) + ")", answer);
      case 301, 307, 400 ->
          misconfigured(
              "%s: %s (%s)"
                  .formatted(
                      what,
                      detail(answer),
                      code.endsWith("Token") ? credentialsAdvice(code) : addressAdvice()),
              answer);
      case 405, 411, 501 ->
          misconfigured(what + " (this server lacks what is needed: If-None-Match on PUT)", answer);
      default -> new BucketException(BucketException.Kind.UNREACHABLE, what, answer);
    };
  }

  private String absenceAdvice(String code) {
    return code.contains("User") // versitygw's word for a key that it does not know
        ? "correct the credentials: " + credentialsSettings()
        : "make the bucket, or correct %s.bucket and %1$s.endpoint".formatted(settings.settings());
  }

  private String addressAdvice() {
    return "check %s.region, %1$s.endpoint and %1$s.path-style".formatted(settings.settings());
  }

  private static String detail(S3Exception answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElse("");
  }

  private String credentialsAdvice(String code) {
    return switch (code) {
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
          "correct the credentials: " + credentialsSettings();
      case "RequestTimeTooSkewed" -> "set this machine's clock";
      default -> "allow the key what docs/operations.md lists, s3:ListBucket among it";
    };
  }

  private BucketException unanswered(RuntimeException failure) {
    return new BucketException(
        BucketException.Kind.UNREACHABLE,
        settings.name() + " does not answer: " + cause(failure),
        failure);
  }

  private static String cause(RuntimeException failure) {
    return failure instanceof SdkException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  /** There is nothing to sign with. */
  BucketException noCredentials(RuntimeException failure) {
    return misconfigured(
        "no credentials for %s (set %s): %s"
            .formatted(settings.name(), credentialsSettings(), failure.getMessage()),
        failure);
  }

  private String credentialsSettings() {
    return "%s.access-key-id and %1$s.secret-access-key, or %1$s.credentials-file"
        .formatted(settings.settings());
  }

  private static BucketException misconfigured(String message, Throwable cause) {
    return new BucketException(BucketException.Kind.MISCONFIGURED, message, cause);
  }
}
