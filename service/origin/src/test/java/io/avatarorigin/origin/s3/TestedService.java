package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.AuthPolicy;
import io.avatarorigin.origin.s3.auth.CredentialSource;
import io.avatarorigin.origin.s3.auth.Grant;
import io.avatarorigin.origin.s3.auth.InMemoryCredentials;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.origin.s3.auth.S3Authenticator;
import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The service over {@link FixedObjects}, asked without a server. */
final class TestedService {
  static final String REGION = "eu-central-1";
  static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  static final AccessKey KEY = new AccessKey("AKIAIOSFODNN7EXAMPLE", SECRET);
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  static final S3Settings SETTINGS =
      new S3Settings(
          REGION,
          List.of("s3.example.com"),
          List.of(
              new S3Bucket("public", S3Bucket.Access.PUBLIC, CREATED),
              new S3Bucket("avatars", S3Bucket.Access.SIGNED, CREATED)),
          Optional.of("public, max-age=60"));

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-04-01T00:00:00Z"));
  private static final S3Runtime RUNTIME = new S3Runtime(CLOCK, new Random(1), answer -> {});

  final FixedObjects objects = new FixedObjects(100);
  private final S3Service service;

  TestedService() {
    this(SETTINGS, authenticator(CLOCK));
  }

  private TestedService(S3Settings settings, S3Authenticator authenticator) {
    this.service =
        new S3Service(settings, new Dispatch(settings, objects, RUNTIME), authenticator, "HOST-ID");
  }

  /** A service with other buckets. */
  static TestedService with(S3Bucket... buckets) {
    return with(Rights.FULL, buckets);
  }

  /** The same with a header Cache-Control. */
  static TestedService caching(S3Bucket... buckets) {
    S3Settings settings =
        new S3Settings(
            REGION, List.of("s3.example.com"), List.of(buckets), SETTINGS.cacheControl());
    return new TestedService(settings, authenticator(CLOCK));
  }

  /** A service whose one key may do so much. */
  static TestedService with(Rights rights, S3Bucket... buckets) {
    S3Settings settings =
        new S3Settings(REGION, List.of("s3.example.com"), List.of(buckets), Optional.empty());
    CredentialSource keys =
        id ->
            id.equals(KEY.id())
                ? Optional.of(new Grant(List.of(SECRET), rights))
                : Optional.empty();
    return new TestedService(settings, new S3Authenticator(keys, AuthPolicy.of(REGION), CLOCK));
  }

  static S3Authenticator authenticator(InstantSource clock) {
    return new S3Authenticator(
        new InMemoryCredentials(Map.of(KEY.id(), List.of(SECRET))), AuthPolicy.of(REGION), clock);
  }

  /** Asks as nobody; the target is path and query, headers come as name and value in turns. */
  Reply anonymous(String method, String target, String... headers) {
    RequestHeaders received = RequestHeaders.of(headers);
    received.add("host", "localhost:9000");
    return answer(method, target, received);
  }

  /** Asks as nobody, the same each time it is run, with a request that is read already. */
  Runnable asking(String method, String target, String... headers) {
    RequestHeaders received = RequestHeaders.of(headers);
    received.add("host", "localhost:9000");
    RawRequest request = new RawRequest(method, path(target), query(target), received);
    return () -> {
      S3Service.Answered answered = service.answer(request, "REQUEST-ID");
      if (answered.answer().error().isPresent()) {
        throw new AssertionError("refused: " + answered.answer().error().get());
      }
    };
  }

  /** Asks as the holder of {@link #KEY}. */
  Reply signed(String method, String target, String... headers) {
    RequestHeaders received = RequestHeaders.of(headers);
    received.add("host", "localhost:9000");
    SignableRequest request =
        new SignableRequest(method, path(target), Query.parse(query(target)), fields(received));
    Signer signer = new Signer(KEY, REGION, "s3", CLOCK);
    for (HeaderField field : signer.sign(request, PayloadHash.UNSIGNED)) {
      received.add(field.name().toLowerCase(Locale.ROOT), field.value());
    }
    return answer(method, target, received);
  }

  private Reply answer(String method, String target, RequestHeaders headers) {
    RawRequest request = new RawRequest(method, path(target), query(target), headers);
    return new Reply(service.answer(request, "REQUEST-ID"));
  }

  private static List<HeaderField> fields(RequestHeaders headers) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < headers.names().size(); i++) {
      fields.add(new HeaderField(headers.names().get(i), headers.values().get(i)));
    }
    return fields;
  }

  private static String path(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  private static String query(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }

  /** An answer, made easy to look at. */
  record Reply(S3Service.Answered answered) {
    int status() {
      return answered.response().status();
    }

    Optional<S3ErrorCode> error() {
      return answered.answer().error();
    }

    S3Operation operation() {
      return answered.answer().operation();
    }

    Optional<String> header(ResponseHeader name) {
      return answered.response().headers().stream()
          .filter(line -> line.name() == name)
          .map(HeaderLine::value)
          .findFirst();
    }

    String body() {
      S3Response response = answered.response();
      return new String(
          response.content(), response.offset(), response.length(), StandardCharsets.UTF_8);
    }
  }
}
