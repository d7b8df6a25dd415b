package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListBucketsTest {
  private final TestedService service = new TestedService();

  private String list(String query) {
    return service.signed("GET", "/" + query).body();
  }

  @Test
  void listsBucketsByName() {
    assertThat(list(""))
        .endsWith(
            "<ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<Owner><ID>avatar-origin</ID></Owner><Buckets>"
                + "<Bucket><Name>avatars</Name>"
                + "<CreationDate>2026-01-01T00:00:00.000Z</CreationDate>"
                + "<BucketRegion>eu-central-1</BucketRegion></Bucket>"
                + "<Bucket><Name>public</Name>"
                + "<CreationDate>2026-01-01T00:00:00.000Z</CreationDate>"
                + "<BucketRegion>eu-central-1</BucketRegion></Bucket>"
                + "</Buckets></ListAllMyBucketsResult>");
  }

  @Test
  void goesOnWhereAPageEnded() {
    String page = list("?max-buckets=1");
    assertThat(page).contains("<Name>avatars</Name>").doesNotContain("<Name>public</Name>");
    String token = page.replaceAll(".*<ContinuationToken>|</ContinuationToken>.*", "");
    assertThat(list("?max-buckets=1&continuation-token=" + token))
        .contains("<Name>public</Name>")
        .doesNotContain("<Name>avatars</Name>")
        .doesNotContain("ContinuationToken");
  }

  @Test
  void listsByPrefixAndEchoesIt() {
    assertThat(list("?prefix=pub"))
        .contains("<Name>public</Name>")
        .contains("<Prefix>pub</Prefix>")
        .doesNotContain("<Name>avatars</Name>");
  }

  @Test
  void hasNoBucketInOtherRegions() {
    assertThat(list("?bucket-region=eu-west-1")).contains("<Buckets></Buckets>");
    assertThat(list("?bucket-region=eu-central-1")).contains("<Name>public</Name>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"max-buckets=0", "max-buckets=10001", "max-buckets=x", "continuation-token=%25"})
  void refusesParametersOutOfBounds(String query) {
    assertThat(service.signed("GET", "/?" + query).error()).contains(S3ErrorCode.INVALID_ARGUMENT);
  }
}
