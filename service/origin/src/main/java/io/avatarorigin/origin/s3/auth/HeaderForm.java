package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.AuthorizationHeader;
import io.avatarorigin.sigv4.Credential;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.SignatureFormatException;
import io.avatarorigin.sigv4.SigningTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests signed in their Authorization header, checked in the order S3 clients rely on. */
final class HeaderForm {
  private static final int IMF_FIXDATE_LENGTH = 29;

  private final AuthPolicy policy;
  private final InstantSource clock;
  private final SignatureCheck signatureCheck;

  HeaderForm(AuthPolicy policy, InstantSource clock, SignatureCheck signatureCheck) {
    this.policy = policy;
    this.clock = clock;
    this.signatureCheck = signatureCheck;
  }

  Caller verify(SignableRequest request) {
    SigningTime time = time(request);
    requireFresh(time);
    AuthorizationHeader header = parse(request.values("authorization").getFirst().strip());
    Credential credential = header.credential();
    policy.requireRegion(credential.scope().region(), AuthFailure.AUTHORIZATION_HEADER_MALFORMED);
    Grant grant = signatureCheck.requireGrant(credential.accessKeyId());
    if (!credential.scope().date().equals(time.day())) {
      throw new AuthException(
          AuthFailure.AUTHORIZATION_HEADER_MALFORMED,
          "Credential is for the date "
              + credential.scope().date()
              + ", but the request is of "
              + time.day());
    }
    SecurityToken.refuseHeader(request);
    Claim claim =
        new Claim(
            credential, time, header.signedHeaders(), payloadHash(request), header.signature());
    return signatureCheck.verify(request, claim, grant);
  }

  private static AuthorizationHeader parse(String authorization) {
    try {
      return AuthorizationHeader.parse(authorization, S3Authenticator.SERVICE);
    } catch (SignatureFormatException e) {
      throw new AuthException(AuthFailure.AUTHORIZATION_HEADER_MALFORMED, e.publicMessage());
    }
  }

  private static SigningTime time(SignableRequest request) {
    List<String> amzDate = request.values("x-amz-date");
    List<String> dates = amzDate.isEmpty() ? request.values("date") : amzDate;
    if (dates.size() == 1) {
      String date = dates.getFirst().strip();
      Optional<SigningTime> time = SigningTime.parse(date);
      if (time.isEmpty() && amzDate.isEmpty()) {
        time = imfFixdate(date);
      }
      if (time.isPresent()) {
        return time.get();
      }
    }
    throw new AuthException(
        AuthFailure.ACCESS_DENIED, "A signed request needs one valid x-amz-date or Date header");
  }

  private static Optional<SigningTime> imfFixdate(String date) {
    if (date.length() != IMF_FIXDATE_LENGTH || !date.endsWith(" GMT")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SigningTime(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void requireFresh(SigningTime time) {
    Instant now = clock.instant();
    if (Duration.between(time.instant(), now).abs().compareTo(policy.maxSkew()) <= 0) {
      return;
    }
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("RequestTime", time.text());
    extras.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    extras.put("MaxAllowedSkewMilliseconds", Long.toString(policy.maxSkew().toMillis()));
    throw new AuthException(
        AuthFailure.REQUEST_TIME_TOO_SKEWED,
        "The time of the request is too far from the time here; check the sender's clock",
        extras);
  }

  private static String payloadHash(SignableRequest request) {
    List<String> values = request.values(PayloadRule.HEADER);
    if (values.isEmpty()) {
      throw new AuthException(
          AuthFailure.INVALID_REQUEST, "The header " + PayloadRule.HEADER + " is missing");
    }
    return PayloadRule.single(values);
  }
}
