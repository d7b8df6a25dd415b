package io.avatarorigin.origin.bucket;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
      case 404 ->
          misconfigured(
              "%s (make the bucket, or correct %s.bucket and %s.endpoint)"
                  .formatted(what, settings.settings(), settings.settings()),
              answer);
      case 301, 307, 400 ->
          misconfigured(
              "%s: %s (check %s.region, %s.endpoint and %s.path-style)"
                  .formatted(
                      what,
                      detail(answer),
                      settings.settings(),
                      settings.settings(),
                      settings.settings()),
              answer);
      case 405, 411, 501 ->
          misconfigured(what + " (this server lacks what is needed: If-None-Match on PUT)", answer);
      default -> new BucketException(BucketException.Kind.UNREACHABLE, what, answer);
    };
  }

  private static String detail(S3Exception answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElse("");
  }

  private String credentialsAdvice(String code) {
    return switch (code) {
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
          "correct the credentials: %s.access-key-id and %s.secret-access-key, or %s.credentials-file"
              .formatted(settings.settings(), settings.settings(), settings.settings());
      case "RequestTimeTooSkewed" -> "set this machine's clock";
      default -> "allow the key what docs/operations.md lists, s3:ListBucket among it";
    };
  }

  private BucketException unanswered(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Unable to load credentials") || message.contains("rofile")) {
      return misconfigured(
          "no credentials for %s (set %s.access-key-id and %s.secret-access-key, or %s.credentials-file): %s"
              .formatted(
                  settings.name(),
                  settings.settings(),
                  settings.settings(),
                  settings.settings(),
                  message),
          failure);
    }
    return new BucketException(
        BucketException.Kind.UNREACHABLE,
        settings.name() + " does not answer: " + message,
        failure);
  }

  private static BucketException misconfigured(String message, Throwable cause) {
    return new BucketException(BucketException.Kind.MISCONFIGURED, message, cause);
  }
}
