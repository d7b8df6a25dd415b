package io.avatarorigin.origin;

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
import java.util.List;

/** Signs for {@link TestedOrigin} as S3 clients do, with one key at one time. */
record SignedRequests(String id, String secret, String region, Instant time) {
  private static final List<HeaderField> HEADERS = List.of(new HeaderField("host", "localhost"));

  static SignedRequests by(String id, String secret) {
    return new SignedRequests(id, secret, "us-east-1", TestedOrigin.NOW);
  }

  /** The header lines that sign a request without a query. */
  String[] lines(String method, String path) {
    SignableRequest request = new SignableRequest(method, path, Query.parse(""), HEADERS);
    return signer().sign(request, PayloadHash.UNSIGNED).stream()
        .map(field -> field.name() + ": " + field.value())
        .toArray(String[]::new);
  }

  /** A link to read the path, valid for this time. */
  String link(String path, Duration validity) {
    SignableRequest request = new SignableRequest("GET", path, Query.parse(""), HEADERS);
    return path + "?" + signer().presign(request, validity);
  }

  private Signer signer() {
    return new Signer(
        new AccessKey(id, Secret.of(secret)), region, "s3", InstantSource.fixed(time));
  }
}
