package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.Credential;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.PresignedQuery;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.SignatureFormatException;
import io.avatarorigin.sigv4.SignedHeaders;
import io.avatarorigin.sigv4.SigningTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests signed in their query, checked in the order S3 clients rely on. */
final class PresignedForm {
  private final AuthPolicy policy;
  private final InstantSource clock;
  private final SignatureCheck signatureCheck;

  PresignedForm(AuthPolicy policy, InstantSource clock, SignatureCheck signatureCheck) {
    this.policy = policy;
    this.clock = clock;
    this.signatureCheck = signatureCheck;
  }

  Caller verify(SignableRequest request) {
    PresignedQuery query = new PresignedQuery(request.query());
    Claim claim;
    Duration validity;
    try {
      claim = claim(request, query);
      validity = query.validity();
    } catch (SignatureFormatException e) {
      throw new AuthException(AuthFailure.AUTHORIZATION_QUERY_PARAMETERS_ERROR, e.publicMessage());
    }
    requireCurrent(claim.time().instant(), validity);
    Grant grant = signatureCheck.requireGrant(claim.credential().accessKeyId());
    return signatureCheck.verify(request, claim, grant);
  }

  private Claim claim(SignableRequest request, PresignedQuery query) {
    query.requireAlgorithm();
    SecurityToken.refuseParameter(request.query());
    SecurityToken.refuseHeader(request);
    Credential credential = query.credential(S3Authenticator.SERVICE);
    policy.requireRegion(
        credential.scope().region(), AuthFailure.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    SigningTime time = query.time();
    if (!credential.scope().date().equals(time.day())) {
      throw new SignatureFormatException(
          SignatureFormatException.Component.DATE,
          "X-Amz-Credential is for the date "
              + credential.scope().date()
              + ", but X-Amz-Date is of "
              + time.day());
    }
    String signature = query.signature();
    SignedHeaders signedHeaders = query.signedHeaders();
    query.requireUnrepeated();
    return new Claim(
        credential, time, signedHeaders, payloadHash(request, signedHeaders), signature);
  }

  private void requireCurrent(Instant signed, Duration validity) {
    Instant now = clock.instant();
    Instant expiry = signed.plus(validity);
    if (validity.isZero() || now.isAfter(expiry)) {
      Map<String, String> extras = new LinkedHashMap<>();
      extras.put(PresignedQuery.EXPIRES, Long.toString(validity.toSeconds()));
      extras.put("Expires", expiry.toString());
      extras.put("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
      throw new AuthException(AuthFailure.ACCESS_DENIED, "The link has expired", extras);
    }
    if (signed.isAfter(now.plus(policy.maxSkew()))) {
      throw new AuthException(AuthFailure.ACCESS_DENIED, "The link is not valid yet");
    }
  }

  /** A link covers no body unless it says so; an unsigned header says nothing. */
  private static String payloadHash(SignableRequest request, SignedHeaders signedHeaders) {
    Optional<String> declared = request.query().first(PresignedQuery.CONTENT_SHA256);
    if (declared.isPresent()) {
      return declared.get();
    }
    List<String> headers = request.values(PayloadRule.HEADER);
    if (headers.isEmpty() || !signedHeaders.covers(PayloadRule.HEADER)) {
      return PayloadHash.UNSIGNED;
    }
    return PayloadRule.single(headers);
  }
}
