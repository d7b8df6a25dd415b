package io.avatarorigin.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 38 cases of the signing suite in both variants; see the README beside them. */
class VectorsTest {
  static List<Vectors.Line> lines() {
    return Vectors.lines();
  }

  @Test
  void everyCaseHasALineForEachVariant() {
    List<String> expected =
        Vectors.caseNames().stream()
            .flatMap(name -> List.of(name + " header", name + " query").stream())
            .toList();

    assertThat(lines()).extracting(Vectors.Line::toString).containsExactlyElementsOf(expected);
    assertThat(lines()).hasSize(76).filteredOn(Vectors.Line::matches).hasSize(63);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void computesWhatTheSuiteSays(Vectors.Line line) {
    // Given
    SignableRequest request = line.signedRequest();
    Claim claim =
        line.variant().equals("header")
            ? Claim.ofHeader(request, line.context("service"))
            : Claim.ofQuery(request, line.context("service"));
    Secret secret = Secret.of(line.context("secret_access_key"));

    // When
    CanonicalRequest canonical =
        CanonicalRequest.of(request, claim.signedHeaders(), line.payloadHash());
    StringToSign toSign = StringToSign.of(claim.time(), claim.credential().scope(), canonical);
    SigningKey key = SigningKey.derive(secret, claim.credential().scope());

    // Then
    assertThat(claim.credential().accessKeyId()).isEqualTo(line.context("access_key_id"));
    assertThat(claim.credential().scope().region()).isEqualTo(line.context("region"));
    assertThat(claim.time().instant()).isEqualTo(Instant.parse(line.context("timestamp")));
    assertThat(key.sign(toSign)).isEqualTo(line.twinSignature());
    assertThat(key.verifies(toSign, claim.signature())).isEqualTo(line.matches());
    if (line.matches()) {
      assertThat(canonical.text()).isEqualTo(line.file("canonical-request"));
      assertThat(toSign.text()).isEqualTo(line.file("string-to-sign"));
      assertThat(key.sign(toSign)).isEqualTo(line.file("signature"));
    } else {
      assertThat(key.sign(toSign)).isNotEqualTo(line.file("signature"));
    }
  }

  private record Claim(
      Credential credential, SigningTime time, SignedHeaders signedHeaders, String signature) {
    static Claim ofHeader(SignableRequest request, String service) {
      AuthorizationHeader header =
          AuthorizationHeader.parse(request.values("authorization").getFirst(), service);
      SigningTime time = SigningTime.parse(request.values("x-amz-date").getFirst()).orElseThrow();
      return new Claim(header.credential(), time, header.signedHeaders(), header.signature());
    }

    static Claim ofQuery(SignableRequest request, String service) {
      PresignedQuery query = new PresignedQuery(request.query());
      query.requireAlgorithm();
      query.requireUnrepeated();
      assertThat(query.validity()).hasSeconds(3600);
      return new Claim(
          query.credential(service), query.time(), query.signedHeaders(), query.signature());
    }
  }
}
