package io.avatarorigin.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the signing suite leaves open. */
class CanonicalRequestTest {
  @ParameterizedTest
  @CsvSource({
    "'', /",
    "/, /",
    "//b//k/, //b//k/",
    "/b/./../k, /b/./../k",
    "/b/%7euser%2Dx, /b/~user-x",
    "/b/a%2fb%2Fc, /b/a%2Fb%2Fc",
    "/b/%e1%88%b4, /b/%E1%88%B4",
    "/b/ሴ, /b/%E1%88%B4",
    "/b/😀, /b/%F0%9F%98%80",
    "/b/a+b@80.jpg, /b/a%2Bb%4080.jpg",
    "/b/a:b=c;d&e$f, /b/a%3Ab%3Dc%3Bd%26e%24f",
    "/b/100%, /b/100%25",
    "/b/%zz%4, /b/%25zz%254",
    "/b/%2541, /b/%2541",
    "/b/%FF%00, /b/%FF%00",
  })
  void encodesThePathOnceAndNormalisesNothing(String rawPath, String canonical) {
    assertThat(line(1, rawPath, "")).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "location, location=",
    "location=, location=",
    "prefix=a/b, prefix=a%2Fb",
    "prefix=a+b, prefix=a%20b",
    "prefix=a%2bb, prefix=a%2Bb",
    "a%7E=%41, a~=A",
    "k=2&k=1&k=10, k=1&k=10&k=2",
    "k=1&k=1, k=1&k=1",
    "a=b=c, a=b%3Dc",
    "a-b=1&a=2, a=2&a-b=1",
    "a=1&&b=2&, a=1&b=2",
    "=v, =v",
    "x=1&X-Amz-Signature=abc&A=2, A=2&x=1",
    "X%2DAmz-Signature=abc&A=2, A=2",
    "x-amz-signature=abc, x-amz-signature=abc",
    "X-Amz-Date=1&x-id=GetObject&x-amz-checksum-mode=ENABLED&X-Amz-Content-Sha256=U, "
        + "X-Amz-Content-Sha256=U&X-Amz-Date=1&x-amz-checksum-mode=ENABLED&x-id=GetObject",
  })
  void decodesAndSortsTheQueryAsPairs(String rawQuery, String canonical) {
    assertThat(line(2, "/", rawQuery)).isEqualTo(canonical);
  }

  @Test
  void takesHeadersInTheSendersOrder() {
    List<HeaderField> headers =
        List.of(
            new HeaderField("HOST", "b.example:9000"),
            new HeaderField("accept-encoding", "identity"),
            new HeaderField("X-Amz-Checksum-Crc32", "AAAAAA=="),
            new HeaderField("x-multi", " one\t two "),
            new HeaderField("unsigned", "left out"),
            new HeaderField("X-Multi", "\"a   b\""),
            new HeaderField("x-empty", ""));

    String text =
        canonical(headers, "X-Multi;host;accept-encoding;x-amz-checksum-crc32;x-empty;absent");

    assertThat(text)
        .isEqualTo(
            """
            GET
            /

            x-multi:one two,"a b"
            host:b.example:9000
            accept-encoding:identity
            x-amz-checksum-crc32:AAAAAA==
            x-empty:
            absent:

            X-Multi;host;accept-encoding;x-amz-checksum-crc32;x-empty;absent
            UNSIGNED-PAYLOAD""");
  }

  @Property
  void canonicalPathsAreTheirOwnCanonicalForm(@ForAll String path) {
    String once = line(1, "/" + path, "");

    assertThat(line(1, once, "")).isEqualTo(once);
    assertThat(once).matches("[A-Za-z0-9._~/%-]*");
  }

  @Property
  void encodingAPlainTextCanBeReadBack(@ForAll("texts") String text) {
    assertThat(PercentEncoding.decode(PercentEncoding.encode(text))).isEqualTo(text);
    assertThat(Query.parse("n=" + PercentEncoding.encode(text)).first("n")).contains(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withCharRange(' ', '\u2fff');
  }

  private static String line(int number, String rawPath, String rawQuery) {
    SignableRequest request = new SignableRequest("GET", rawPath, Query.parse(rawQuery), List.of());
    return CanonicalRequest.of(request, SignedHeaders.parse("host"), PayloadHash.UNSIGNED)
        .text()
        .split("\n", -1)[number];
  }

  private static String canonical(List<HeaderField> headers, String signedHeaders) {
    SignableRequest request = new SignableRequest("GET", "/", Query.parse(""), headers);
    return CanonicalRequest.of(request, SignedHeaders.parse(signedHeaders), PayloadHash.UNSIGNED)
        .text();
  }
}
