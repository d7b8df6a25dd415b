package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.cors.CorsMethod;
import io.avatarorigin.origin.s3.cors.CorsRule;
import io.avatarorigin.origin.s3.cors.CorsRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a browser or somebody else puts into the headers of CORS. */
class HostilePreflightsTest {
  private final TestedService service =
      TestedService.with(
          new S3Bucket(
              "shared",
              S3Bucket.Access.PUBLIC,
              Instant.EPOCH,
              new CorsRules(
                  List.of(
                      new CorsRule(
                          List.of("http*.example"),
                          List.of(CorsMethod.GET),
                          List.of("x-*"),
                          List.of(),
                          Optional.empty()))),
              S3Bucket.Deletes.IGNORED));

  @Property(tries = 300)
  void answersNoPreflightWithAFailureOrAHeaderThatBreaksTheAnswer(
      @ForAll("texts") String origin,
      @ForAll("texts") String method,
      @ForAll("texts") String names) {
    Reply reply =
        service.anonymous(
            "OPTIONS",
            "/shared/there",
            "Origin",
            origin,
            "Access-Control-Request-Method",
            method,
            "Access-Control-Request-Headers",
            names);

    assertThat(reply.status()).isIn(200, 400, 403);
    assertHeadersAreVisible(reply);
  }

  @Property(tries = 300)
  void repeatsNoOriginThatBreaksTheAnswer(@ForAll("texts") String origin) {
    Reply reply = service.anonymous("GET", "/shared/there", "Origin", origin);

    assertThat(reply.status()).isEqualTo(200);
    assertHeadersAreVisible(reply);
  }

  private static void assertHeadersAreVisible(Reply reply) {
    assertThat(reply.answered().response().headers())
        .allSatisfy(line -> assertThat(line.value()).matches("[ -~]*"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "http",
            "https://",
            "a",
            ".example",
            "*",
            "GET",
            "HEAD",
            "PUT",
            "x-a",
            "x-",
            ",",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u00e9",
            "\ud83d\ude00",
            "null")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
