package io.avatarorigin.origin.s3.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsRuleTest {
  private static CorsRule rule(List<String> origins, List<String> allowedHeaders) {
    return new CorsRule(
        origins, List.of(CorsMethod.GET), allowedHeaders, List.of(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example, true",
    "https://a.example, https://a.example:443, false",
    "https://*.example, https://a.b.example, true",
    "https://*.example, https://.example, true",
    "https://*.example, https://example, false",
    "https://a*a, https://a, false",
    "https://a*, https://a, true",
    "*, null, true"
  })
  void standsForWhatItsStarMayStandFor(String pattern, String origin, boolean allowed) {
    assertThat(rule(List.of(pattern), List.of()).allows(origin, "GET")).isEqualTo(allowed);
  }

  @Test
  void isForAllOnlyWhereTheStarStandsAloneAndComesFirst() {
    assertThat(rule(List.of("*"), List.of()).isForAll("https://a.example")).isTrue();
    assertThat(rule(List.of("https://*"), List.of()).isForAll("https://a.example")).isFalse();
    assertThat(rule(List.of("https://a*", "*"), List.of()).isForAll("https://a.example")).isFalse();
    assertThat(rule(List.of("https://a*", "*"), List.of()).isForAll("https://b.example")).isTrue();
  }

  @Test
  void refusesWhatNoRuleCanBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> rule(List.of(), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> rule(List.of("**"), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> rule(List.of("*"), List.of("x-*-*")));
  }
}
