package io.avatarorigin.origin.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.avatarorigin.sigv4.HeaderField;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives: nobody becomes the holder of a key, and nothing but a refusal is thrown. */
class HostileRequestsTest {
  private static final String VALID =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260102/auto/s3/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=";

  @Property
  void refusesEveryAuthorizationHeader(
      @ForAll("texts") String value, @ForAll("texts") String date) {
    List<HeaderField> headers =
        List.of(
            Requests.HOST,
            new HeaderField("Authorization", value),
            new HeaderField("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
            new HeaderField("x-amz-date", date.length() > 3 ? "20260102T030405Z" : date));

    assertThat(outcome(new AuthRequest("GET", "/b/k", "", headers)))
        .isInstanceOf(AuthException.class);
  }

  @Property
  void refusesEverySignedQuery(@ForAll("texts") String path, @ForAll("texts") String query) {
    AuthRequest request =
        new AuthRequest("GET", "/" + path, "X-Amz-Algorithm&" + query, List.of(Requests.HOST));

    assertThat(outcome(request)).isInstanceOf(AuthException.class);
  }

  private static Throwable outcome(AuthRequest request) {
    return catchThrowable(() -> Requests.authenticator().authenticate(request));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            VALID,
            "AWS4-HMAC-SHA256 ",
            "Credential=",
            "AKIAIOSFODNN7EXAMPLE/20260102/auto/s3/aws4_request",
            "SignedHeaders=host",
            "Signature=",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&",
            "X-Amz-Credential=",
            "X-Amz-Date=20260102T030405Z&",
            "X-Amz-Expires=10&",
            "X-Amz-SignedHeaders=host&",
            "X-Amz-Signature=0&",
            ", ",
            ";",
            "/",
            "=",
            "&",
            "%",
            "%2",
            "%FF",
            "+",
            "\ud800",
            "\u0000",
            "ä",
            "0")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
