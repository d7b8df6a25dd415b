package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.Addressing;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      strings = {
        "max-buckets=0",
        "max-buckets=10001",
        "max-buckets=x",
        "max-buckets=%2B1",
        "continuation-token=%25"
      })
  void refusesParametersOutOfBounds(String query) {
    assertThat(service.signed("GET", "/?" + query).error()).contains(S3ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest(name = "prefix {0}, pages of {1}")
  @CsvSource({
    "'', 1, 5",
    "'', 2, 3",
    "'', 4, 2",
    "'', 5, 1",
    "'', 6, 1",
    "b, 1, 3",
    "b, 3, 1",
    "zz, 1, 1"
  })
  void pagesPutTogetherAreAllBuckets(String prefix, int maxBuckets, int pages) {
    List<String> names = List.of("aaa", "bbb", "bbc", "bcc", "ccc");
    List<S3Bucket> buckets =
        names.reversed().stream()
            .map(name -> new S3Bucket(name, S3Bucket.Access.SIGNED, TestedService.CREATED))
            .toList();
    ListBuckets action =
        new ListBuckets(new S3Settings(TestedService.REGION, List.of(), buckets, Optional.empty()));

    List<String> found = new ArrayList<>();
    int asked = 0;
    Optional<String> token = Optional.of("");
    while (token.isPresent()) {
      String page =
          page(
              action,
              "prefix="
                  + prefix
                  + "&max-buckets="
                  + maxBuckets
                  + "&continuation-token="
                  + token.get());
      found.addAll(texts(page, "Name"));
      token = texts(page, "ContinuationToken").stream().findFirst();
      asked++;
    }

    assertThat(found).isEqualTo(names.stream().filter(name -> name.startsWith(prefix)).toList());
    assertThat(asked).isEqualTo(pages);
  }

  private static String page(ListBuckets action, String query) {
    S3Request request =
        S3Request.parse(
            new RawRequest("GET", "/", query, RequestHeaders.of()), new Addressing(List.of()));
    S3Response response = action.answer(request, new Caller.Credentialed("AKIDTEST", Rights.FULL));
    return new String(response.content(), StandardCharsets.UTF_8);
  }

  private static List<String> texts(String document, String element) {
    return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
        .matcher(document)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
