package io.avatarorigin.origin.s3.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lists make of their parameters, over a bucket without objects. */
class ListParametersTest {
  private static final String TOKEN =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString("\1\0key".getBytes(StandardCharsets.UTF_8));

  private static String v1(String query) {
    return text(ListObjects.answer("b", QueryParameters.parse(query), ObjectCursor.empty()));
  }

  private static String v2(String query) {
    return text(v2Answer("list-type=2&" + query));
  }

  private static S3Response v2Answer(String query) {
    return ListObjectsV2.answer("b", QueryParameters.parse(query), ObjectCursor.empty());
  }

  private static String versions(String query) {
    return text(ListObjectVersions.answer("b", QueryParameters.parse(query), ObjectCursor.empty()));
  }

  /** The document without its declaration, root tags and namespace. */
  private static String text(S3Response response) {
    assertThat(response.status()).isEqualTo(200);
    return new String(response.content(), StandardCharsets.UTF_8)
        .replaceFirst(
            ".*<List(Bucket|Versions)Result xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">", "")
        .replaceFirst("</List.*Result>$", "");
  }

  private static void assertRefused(Runnable list, String argument) {
    assertThatThrownBy(list::run)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
              assertThat(e.error().details().getFirst().value()).isEqualTo(argument);
            });
  }

  @Test
  void listsNothing() {
    assertThat(v1(""))
        .isEqualTo(
            "<Name>b</Name><Prefix></Prefix><Marker></Marker><MaxKeys>1000</MaxKeys>"
                + "<IsTruncated>false</IsTruncated>");
    assertThat(v2(""))
        .isEqualTo(
            "<Name>b</Name><Prefix></Prefix><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>"
                + "<IsTruncated>false</IsTruncated>");
    assertThat(versions(""))
        .isEqualTo(
            "<Name>b</Name><Prefix></Prefix><KeyMarker></KeyMarker>"
                + "<VersionIdMarker></VersionIdMarker><MaxKeys>1000</MaxKeys>"
                + "<IsTruncated>false</IsTruncated>");
  }

  @Test
  void echoesParameters() {
    assertThat(v1("prefix=p/&marker=m&delimiter=/&max-keys=7"))
        .isEqualTo(
            "<Name>b</Name><Prefix>p/</Prefix><Marker>m</Marker><MaxKeys>7</MaxKeys>"
                + "<Delimiter>/</Delimiter><IsTruncated>false</IsTruncated>");
    assertThat(
            v2("prefix=p&start-after=s&delimiter=%0D&fetch-owner=true&continuation-token=" + TOKEN))
        .isEqualTo(
            "<Name>b</Name><Prefix>p</Prefix><StartAfter>s</StartAfter><ContinuationToken>"
                + TOKEN
                + "</ContinuationToken><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>"
                + "<Delimiter>&#13;</Delimiter><IsTruncated>false</IsTruncated>");
    assertThat(versions("key-marker=k&version-id-marker=v"))
        .contains("<KeyMarker>k</KeyMarker><VersionIdMarker>v</VersionIdMarker>");
  }

  @Test
  void encodesWhatItEchoesOnDemand() {
    assertThat(v1("encoding-type=url&prefix=foo%2B1/&marker=a+b&delimiter=%25"))
        .isEqualTo(
            "<Name>b</Name><Prefix>foo%2B1/</Prefix><Marker>a%20b</Marker><MaxKeys>1000</MaxKeys>"
                + "<Delimiter>%25</Delimiter><EncodingType>url</EncodingType>"
                + "<IsTruncated>false</IsTruncated>");
    assertThat(v2("encoding-type=url&start-after=%C3%A9~")).contains("<StartAfter>%C3%A9~<");
    assertThat(versions("encoding-type=url&key-marker=a+b")).contains("<KeyMarker>a%20b<");
  }

  @Test
  void leavesEmptyDelimitersAndStartsOut() {
    assertThat(v2("delimiter=&start-after=")).doesNotContain("Delimiter").doesNotContain("Start");
  }

  @Test
  void echoesAnEmptyToken() {
    assertThat(v2("continuation-token=")).contains("<ContinuationToken></ContinuationToken>");
  }

  @ParameterizedTest
  @CsvSource({"'', 1000", "0, 0", "1, 1", "1000, 1000", "1001, 1000", "2147483647, 1000"})
  void boundsThePage(String asked, String answered) {
    assertThat(v1("max-keys=" + asked)).contains("<MaxKeys>" + answered + "</MaxKeys>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "-0", "%2B1", "%D9%A1", "2147483648", "1.5"})
  void refusesPagesOfNoSize(String maxKeys) {
    assertRefused(() -> v1("max-keys=" + maxKeys), "max-keys");
    assertRefused(() -> v2("max-keys=" + maxKeys), "max-keys");
    assertRefused(() -> versions("max-keys=" + maxKeys), "max-keys");
  }

  @Test
  void refusesOtherEncodings() {
    assertRefused(() -> v1("encoding-type=URL"), "encoding-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25", "bm9uc2Vuc2U", "AQ", "AQJr", "AQD_"})
  void refusesTokensItCannotHaveGiven(String token) {
    assertRefused(() -> v2("continuation-token=" + token), "continuation-token");
  }

  @Test
  void refusesOtherListTypes() {
    assertRefused(() -> v2Answer("list-type=1"), "list-type");
  }

  @Test
  void refusesAVersionMarkerWithoutItsKey() {
    assertRefused(() -> versions("version-id-marker=v"), "version-id-marker");
  }
}
