package io.avatarorigin.origin.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryParametersTest {
  @Test
  void countsTheFirstOfARepeatedName() {
    assertThat(QueryParameters.parse("a=1&a=2").first("a")).contains("1");
  }

  @Test
  void splitsAtTheFirstEqualsSign() {
    assertThat(QueryParameters.parse("a=b=c").first("a")).contains("b=c");
  }

  @Test
  void takesANameAloneForAnEmptyValue() {
    QueryParameters query = QueryParameters.parse("location");
    assertThat(query.first("location")).contains("");
    assertThat(query.firstNonEmpty("location")).isEmpty();
  }

  @Test
  void tellsUpperFromLowerCase() {
    assertThat(QueryParameters.parse("Prefix=a").has("prefix")).isFalse();
  }

  @Test
  void skipsEmptyParts() {
    assertThat(QueryParameters.parse("&&a=1&").names()).containsExactly("a");
  }
}
