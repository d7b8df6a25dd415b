package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK throws, in words that say what to do. */
record S3Faults(String name) {
  private static final int PRECONDITION_FAILED = 412;

  /** Returned where it may pass, thrown where it will not. */
  IOException of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FetchException ours) {
        throw ours;
      }
    }
    if (!(failure instanceof S3Exception answer)) {
      return new TransientFailure(String.valueOf(failure.getMessage()), failure);
    }
    String code =
        Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    String what = "%d %s".formatted(answer.statusCode(), code).strip();
    if (answer.statusCode() == PRECONDITION_FAILED) {
      throw refused("an object was changed while it was fetched; fetch again", failure);
    }
    if (answer.statusCode() >= 500 || answer.statusCode() == 429 || code.equals("SlowDown")) {
      return new TransientFailure("the server answers " + what, failure);
    }
    throw refused(what + " (" + advice(answer.statusCode(), code) + ")", failure);
  }

  private static String advice(int status, String code) {
    return switch (status) {
      case 401, 403 ->
          code.equals("RequestTimeTooSkewed")
              ? "set this machine's clock"
              : "check the credentials, and allow them s3:ListBucket and s3:GetObject";
      case 404 -> "check the bucket, the endpoint and the credentials";
      default -> "check the endpoint, the region and the path style";
    };
  }

  FetchException noCredentials(SdkClientException failure) {
    return refused("no credentials: " + failure.getMessage(), failure);
  }

  private FetchException refused(String reason, Throwable cause) {
    return new FetchException(FetchException.Kind.REFUSED, name + ": " + reason, cause);
  }
}
