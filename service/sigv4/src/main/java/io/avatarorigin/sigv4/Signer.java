package io.avatarorigin.sigv4;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Signs requests with one key for one region and service, in the S3 form. The request must carry
 * its Host header, with the port if it has one. Safe for use by many threads at once.
 */
public final class Signer {
  private final AccessKey key;
  private final String region;
  private final String service;
  private final InstantSource clock;

  public Signer(AccessKey key, String region, String service, InstantSource clock) {
    this.key = Objects.requireNonNull(key, "key");
    this.region = Objects.requireNonNull(region, "region");
    this.service = Objects.requireNonNull(service, "service");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Signs all headers of a request and the payload hash.
   *
   * @return the headers to add: x-amz-content-sha256, x-amz-date and authorization
   */
  public List<HeaderField> sign(SignableRequest request, String payloadHash) {
    requireHost(request);
    SigningTime time = new SigningTime(clock.instant());
    HeaderField payload = new HeaderField("x-amz-content-sha256", payloadHash);
    HeaderField date = new HeaderField("x-amz-date", time.text());
    List<HeaderField> headers = new ArrayList<>(request.headers());
    headers.add(payload);
    headers.add(date);
    SignableRequest whole =
        new SignableRequest(request.method(), request.rawPath(), request.query(), headers);
    SignedHeaders signedHeaders = SignedHeaders.ofAll(headers);
    String signature = signature(whole, signedHeaders, payloadHash, time);
    String authorization =
        new AuthorizationHeader(credential(time), signedHeaders, signature).text();
    return List.of(payload, date, new HeaderField("authorization", authorization));
  }

  /**
   * Signs a request for whoever holds the link, from now on for the given time, in whole seconds up
   * to a week; the body is not signed.
   *
   * @return the raw query, without question mark, that takes the place of the request's own
   */
  public String presign(SignableRequest request, Duration validity) {
    requireHost(request);
    if (validity.isNegative() || validity.compareTo(PresignedQuery.LONGEST_VALIDITY) > 0) {
      throw new IllegalArgumentException("validity must be 0 s to a week, not " + validity);
    }
    SigningTime time = new SigningTime(clock.instant());
    SignedHeaders signedHeaders = SignedHeaders.ofAll(request.headers());
    Query query =
        request
            .query()
            .with(PresignedQuery.ALGORITHM, AuthorizationHeader.ALGORITHM)
            .with(PresignedQuery.CREDENTIAL, credential(time).text())
            .with(PresignedQuery.DATE, time.text())
            .with(PresignedQuery.EXPIRES, Long.toString(validity.toSeconds()))
            .with(PresignedQuery.SIGNED_HEADERS, signedHeaders.text());
    SignableRequest whole =
        new SignableRequest(request.method(), request.rawPath(), query, request.headers());
    StringBuilder out = new StringBuilder(512);
    query.appendCanonical(out);
    return out.append('&')
        .append(PresignedQuery.SIGNATURE)
        .append('=')
        .append(signature(whole, signedHeaders, PayloadHash.UNSIGNED, time))
        .toString();
  }

  private String signature(
      SignableRequest request, SignedHeaders signedHeaders, String payloadHash, SigningTime time) {
    CredentialScope scope = credential(time).scope();
    CanonicalRequest canonical = CanonicalRequest.of(request, signedHeaders, payloadHash);
    return SigningKey.derive(key.secret(), scope).sign(StringToSign.of(time, scope, canonical));
  }

  private Credential credential(SigningTime time) {
    return new Credential(key.id(), new CredentialScope(time.day(), region, service));
  }

  private static void requireHost(SignableRequest request) {
    if (request.values("host").isEmpty()) {
      throw new IllegalArgumentException("A request without a Host header cannot be signed");
    }
  }
}
