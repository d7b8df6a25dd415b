package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.CanonicalRequest;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.SignedHeaders;
import io.avatarorigin.sigv4.Signer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Any authentication: method, path and query on a line each, then {@code name: value} lines. Nobody
 * who guesses becomes the holder of a key, nothing but a refusal is thrown, and what the holder
 * signs is accepted however its parameters are ordered.
 */
public final class SignatureFuzz {
  private static final InstantSource CLOCK = InstantSource.fixed(Requests.NOW);

  /** Of this process alone, so that no file can hold a signature that verifies. */
  private static final Secret SECRET = Secret.of(UUID.randomUUID().toString());

  private static final S3Authenticator AUTHENTICATOR =
      new S3Authenticator(
          new InMemoryCredentials(Map.of(Requests.KEY_ID, List.of(SECRET))),
          AuthPolicy.of("eu-west-1"),
          CLOCK);
  private static final Signer SIGNER =
      new Signer(new AccessKey(Requests.KEY_ID, SECRET), "eu-west-1", "s3", CLOCK);

  private static final Set<String> PLAIN = Set.of("accept", "range", "if-match", "if-none-match");

  private SignatureFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines =
        Arrays.asList(new String(input, StandardCharsets.ISO_8859_1).split("\n", 64));
    String method = lines.getFirst();
    String path = "/" + (lines.size() > 1 ? lines.get(1) : "");
    String query = lines.size() > 2 ? lines.get(2) : "";
    List<HeaderField> headers = new ArrayList<>(List.of(Requests.HOST));
    lines.stream().skip(3).map(SignatureFuzz::header).forEach(headers::add);

    requireRefusal(new AuthRequest(method, path, query, headers));
    requireOneSpelling(method, path, query, headers);
    requireRoundTrip(method, path, query, headers);
  }

  private static HeaderField header(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? new HeaderField(line, "")
        : new HeaderField(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  private static void requireRefusal(AuthRequest request) {
    try {
      if (AUTHENTICATOR.authenticate(request) instanceof Caller.Credentialed holder) {
        throw new AssertionError("a guess was taken for " + holder);
      }
    } catch (AuthException expected) {
      return;
    }
  }

  /** The order of parameters, the case of header names and outer blanks of values do not count. */
  private static void requireOneSpelling(
      String method, String path, String query, List<HeaderField> headers) {
    List<String> parameters = Arrays.asList(query.split("&", -1));
    Collections.reverse(parameters);
    List<HeaderField> spelled =
        headers.stream()
            .map(
                header ->
                    new HeaderField(
                        header.name().toUpperCase(Locale.ROOT), "  " + header.value() + " "))
            .toList();
    SignedHeaders signed = SignedHeaders.parse("host;range;x-amz-date");
    CanonicalRequest one =
        CanonicalRequest.of(
            new SignableRequest(method, path, Query.parse(query), headers), signed, "hash");
    CanonicalRequest other =
        CanonicalRequest.of(
            new SignableRequest(method, path, Query.parse(String.join("&", parameters)), spelled),
            signed,
            "hash");
    if (!one.equals(other)) {
      throw new AssertionError("two spellings:\n" + one.text() + "\n\n" + other.text());
    }
  }

  private static boolean authenticates(String query) {
    AuthRequest request = new AuthRequest("GET", "/", query, List.of(Requests.HOST));
    try {
      return !AUTHENTICATOR.authenticate(request).equals(new Caller.Anonymous());
    } catch (AuthException e) {
      return true;
    }
  }

  /** Signs what of the request is no authentication itself. */
  private static void requireRoundTrip(
      String method, String path, String query, List<HeaderField> headers) {
    String signedQuery = authenticates(query) ? "" : query;
    List<HeaderField> sent = new ArrayList<>(List.of(Requests.HOST));
    headers.stream().filter(header -> PLAIN.contains(header.name())).forEach(sent::add);
    SignableRequest request =
        new SignableRequest(method, path, Query.parse(signedQuery), List.copyOf(sent));
    sent.addAll(SIGNER.sign(request, PayloadHash.UNSIGNED));
    Caller caller = AUTHENTICATOR.authenticate(new AuthRequest(method, path, signedQuery, sent));
    if (!caller.equals(Requests.HOLDER)) {
      throw new AssertionError("the holder was taken for " + caller);
    }
  }
}
