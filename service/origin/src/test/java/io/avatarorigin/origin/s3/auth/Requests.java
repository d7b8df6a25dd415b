package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Rightly signed requests, and what spoils them. Everything happens at {@link #NOW}. */
final class Requests {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  static final HeaderField HOST = new HeaderField("Host", "avatars.example:9000");
  static final Caller.Credentialed HOLDER = new Caller.Credentialed(KEY_ID, Rights.FULL);

  private Requests() {}

  static S3Authenticator authenticator() {
    return authenticator(AuthPolicy.of("eu-west-1"), NOW);
  }

  static S3Authenticator authenticator(AuthPolicy policy, Instant now) {
    return new S3Authenticator(
        new InMemoryCredentials(Map.of(KEY_ID, List.of(SECRET))), policy, InstantSource.fixed(now));
  }

  static AuthRequest unsigned(String method, HeaderField... more) {
    return new AuthRequest(method, "/b/k", "", headers(more));
  }

  static AuthRequest signed(HeaderField... more) {
    return signed("GET", PayloadHash.UNSIGNED, more);
  }

  static AuthRequest signed(String method, String payloadHash, HeaderField... more) {
    return signed(signer(SECRET, "eu-west-1", "s3"), method, payloadHash, more);
  }

  static AuthRequest signed(Signer signer, String method, String payloadHash, HeaderField... more) {
    AuthRequest request = unsigned(method, more);
    List<HeaderField> headers = new ArrayList<>(request.headers());
    headers.addAll(signer.sign(request.signable(), payloadHash));
    return new AuthRequest(method, request.rawPath(), request.rawQuery(), headers);
  }

  static AuthRequest presigned(HeaderField... more) {
    return presigned(signer(SECRET, "eu-west-1", "s3"), "x-id=GetObject", more);
  }

  static AuthRequest presigned(Signer signer, String rawQuery, HeaderField... more) {
    return presigned(signer, rawQuery, Duration.ofHours(1), more);
  }

  static AuthRequest presigned(
      Signer signer, String rawQuery, Duration validity, HeaderField... more) {
    SignableRequest request =
        new SignableRequest("GET", "/b/k", Query.parse(rawQuery), headers(more));
    return new AuthRequest("GET", "/b/k", signer.presign(request, validity), request.headers());
  }

  static Signer signer(Secret secret, String region, String service) {
    return signer(secret, region, service, NOW);
  }

  static Signer signer(Secret secret, String region, String service, Instant time) {
    return new Signer(new AccessKey(KEY_ID, secret), region, service, InstantSource.fixed(time));
  }

  static AuthRequest withHeader(AuthRequest request, String name, UnaryOperator<String> change) {
    return withHeaders(
        request,
        headers ->
            headers.replaceAll(
                header ->
                    header.name().equalsIgnoreCase(name)
                        ? new HeaderField(name, change.apply(header.value()))
                        : header));
  }

  static AuthRequest withoutHeader(AuthRequest request, String name) {
    return withHeaders(
        request, headers -> headers.removeIf(header -> header.name().equalsIgnoreCase(name)));
  }

  static AuthRequest plusHeader(AuthRequest request, String name, String value) {
    return withHeaders(request, headers -> headers.add(new HeaderField(name, value)));
  }

  static AuthRequest withQuery(AuthRequest request, UnaryOperator<String> change) {
    return new AuthRequest(
        request.method(), request.rawPath(), change.apply(request.rawQuery()), request.headers());
  }

  private static AuthRequest withHeaders(AuthRequest request, Consumer<List<HeaderField>> change) {
    List<HeaderField> headers = new ArrayList<>(request.headers());
    change.accept(headers);
    return new AuthRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
  }

  private static List<HeaderField> headers(HeaderField... more) {
    List<HeaderField> headers = new ArrayList<>(List.of(HOST));
    headers.addAll(List.of(more));
    return headers;
  }
}
