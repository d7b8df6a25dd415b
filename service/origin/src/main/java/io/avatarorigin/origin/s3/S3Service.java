package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.AuthException;
import io.avatarorigin.origin.s3.auth.AuthRequest;
import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.auth.S3Authenticator;
import io.avatarorigin.origin.s3.cors.CorsRules;
import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.Addressing;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.Target;
import io.avatarorigin.sigv4.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers S3 requests, whatever carries them. Checks run in a fixed order, so that a wrong
 * signature is never told as a missing right or bucket, which clients take for proof of good
 * credentials.
 */
final class S3Service {
  private static final System.Logger LOGGER = System.getLogger(S3Service.class.getName());

  private final Addressing addressing;
  private final Buckets buckets;
  private final Authorization authorization;
  private final Dispatch dispatch;
  private final S3Authenticator authenticator;
  private final String hostId;

  S3Service(S3Settings settings, Dispatch dispatch, S3Authenticator authenticator, String hostId) {
    this.addressing = new Addressing(settings.baseDomains());
    this.buckets = new Buckets(settings.buckets());
    this.authorization = new Authorization(buckets);
    this.dispatch = dispatch;
    this.authenticator = authenticator;
    this.hostId = hostId;
  }

  /**
   * An answer and what else is to be known of it.
   *
   * @param knownBucket whether the request is about a bucket that there is
   */
  record Answered(S3Answer answer, boolean knownBucket, S3Response response) {
    Answered with(List<HeaderLine> headers) {
      return new Answered(answer, knownBucket, response.with(headers));
    }
  }

  /** Answers a request; never throws. */
  Answered answer(RawRequest raw, String requestId) {
    S3Request request;
    try {
      request = S3Request.parse(raw, addressing);
    } catch (S3Exception e) {
      return refusal(raw, requestId, new Refused(S3Operation.UNREADABLE, false, e.error()));
    }
    Optional<S3Bucket> bucket = buckets.of(request);
    return shared(request, bucket, answer(raw, request, bucket, requestId));
  }

  /** Refuses a request that is to go no further, as readable for pages as any answer. */
  Answered refuse(RawRequest raw, String requestId, RequestGate.Refused refused) {
    S3Request request;
    try {
      request = S3Request.parse(raw, addressing);
    } catch (S3Exception e) {
      return refusal(raw, requestId, new Refused(refused.operation(), false, refused.error()));
    }
    Optional<S3Bucket> bucket = buckets.of(request);
    Refused known = new Refused(refused.operation(), bucket.isPresent(), refused.error());
    return shared(request, bucket, refusal(raw, requestId, known));
  }

  private static Answered shared(S3Request request, Optional<S3Bucket> bucket, Answered answered) {
    if (bucket.isEmpty() || bucket.get().cors().isEmpty()) {
      return answered;
    }
    if (isRead(request)) {
      return answered.with(bucket.get().cors().answerHeaders(request.method(), request.headers()));
    }
    boolean refused = answered.answer().error().isPresent();
    return refused && request.method().equals("OPTIONS")
        ? answered.with(CorsRules.REFUSED_PREFLIGHT)
        : answered;
  }

  private Answered answer(
      RawRequest raw, S3Request request, Optional<S3Bucket> bucket, String requestId) {
    Plan plan = dispatch.plan(request);
    try {
      S3Response response = answer(raw, request, plan, bucket);
      S3Answer answer = new S3Answer(plan.operation(), response.status(), Optional.empty());
      return new Answered(answer, bucket.isPresent(), response);
    } catch (S3Exception | AuthException e) {
      S3Error error = e instanceof S3Exception refused ? refused.error() : error((AuthException) e);
      return refusal(raw, requestId, new Refused(plan.operation(), bucket.isPresent(), error));
    } catch (RuntimeException e) {
      LOGGER.log(
          System.Logger.Level.ERROR,
          "event=request-failed request-id=" + requestId + " operation=" + plan.operation(),
          e);
      S3Error error = S3Error.of(S3ErrorCode.INTERNAL_ERROR);
      return refusal(raw, requestId, new Refused(plan.operation(), bucket.isPresent(), error));
    }
  }

  private S3Response answer(
      RawRequest raw, S3Request request, Plan plan, Optional<S3Bucket> bucket) {
    if (isRead(request) && raw.hasBody()) {
      throw S3Error.of(S3ErrorCode.UNEXPECTED_CONTENT).toException();
    }
    if (plan.admission() == Plan.Admission.EVERYBODY) {
      return plan.action().answer(request, new Caller.Anonymous());
    }
    Caller caller = authenticate(request, raw.rawQuery());
    authorization.require(plan, request, caller, bucket);
    if (bucket.isEmpty() && plan.admission() != Plan.Admission.KEY_HOLDERS_OF_ANY_BUCKET) {
      Buckets.refuseMissing(request);
    }
    if (isRead(request)) {
      refuseSource(request.headers());
    } else if (request.target() instanceof Target.Key key) {
      StoredObjects.requireShort(key.key()); // reads look at their parameters before
    }
    return plan.action().answer(request, caller);
  }

  private static void refuseSource(RequestHeaders headers) {
    Optional<String> source = headers.first("x-amz-copy-source");
    if (source.isPresent()) {
      throw S3Error.invalidArgument(
              "x-amz-copy-source", source.get(), "A read has no source to copy from")
          .toException();
    }
  }

  private Caller authenticate(S3Request request, String rawQuery) {
    RequestHeaders headers = request.headers();
    if (rawQuery.isEmpty() && !headers.has("authorization")) {
      return new Caller.Anonymous(); // no place left for a signature: hits of public buckets
    }
    try {
      return authenticator.authenticate(authRequest(request, rawQuery, headers));
    } catch (AuthException e) {
      if (!e.extras().containsKey(AuthException.HEADERS_NOT_SIGNED)) {
        throw e;
      }
      // These are named in order of arrival, which is worth finding out for a refusal alone.
      return authenticator.authenticate(authRequest(request, rawQuery, headers.inOrderOfArrival()));
    }
  }

  private static AuthRequest authRequest(
      S3Request request, String rawQuery, RequestHeaders headers) {
    List<HeaderField> fields = new ArrayList<>(headers.names().size());
    for (int i = 0; i < headers.names().size(); i++) {
      fields.add(new HeaderField(headers.names().get(i), headers.values().get(i)));
    }
    return new AuthRequest(request.method(), request.rawPath(), rawQuery, fields);
  }

  private static boolean isRead(S3Request request) {
    return request.method().equals("GET") || request.isHead();
  }

  private static S3Error error(AuthException e) {
    String code = e.failure().code();
    S3ErrorCode known =
        S3ErrorCode.ofCode(code)
            .orElseThrow(() -> new IllegalStateException("no S3 error code is named " + code));
    S3Error error = S3Error.of(known, Optional.ofNullable(e.getMessage()).orElse(known.text()));
    for (Map.Entry<String, String> extra : e.extras().entrySet()) {
      error = error.with(extra.getKey(), extra.getValue());
    }
    return error;
  }

  private record Refused(S3Operation operation, boolean knownBucket, S3Error error) {}

  private Answered refusal(RawRequest raw, String requestId, Refused refused) {
    S3Error error = refused.error();
    S3Response response = error.toResponse(raw.rawPath(), requestId, hostId);
    return new Answered(
        new S3Answer(refused.operation(), response.status(), Optional.of(error.code())),
        refused.knownBucket(),
        response);
  }
}
