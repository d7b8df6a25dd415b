package io.avatarorigin.origin.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.list.ParsedList.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListDocumentTest {
  private static final String MODIFIED = "<LastModified>2026-03-05T07:08:00.000Z</LastModified>";
  private static final String TAG = "<ETag>\"0123456789abcdef0123456789abcdef\"</ETag>";
  private static final String OWNER = "<Owner><ID>avatar-origin</ID></Owner>";
  private static final String CLASS = "<StorageClass>STANDARD</StorageClass>";

  private final FixedKeys objects = new FixedKeys(List.of("a b", "c/d", "c/e", "f"));

  private String document(Version version, String query) {
    String text =
        new String(version.ask(query, objects.cursor()).content(), StandardCharsets.UTF_8);
    return text.substring(text.indexOf("<Name>"), text.lastIndexOf("</List"));
  }

  @Test
  void hasTheElementsOfTheFirstVersionInOrder() {
    assertThat(document(Version.V1, "delimiter=/&max-keys=2&encoding-type=url"))
        .isEqualTo(
            "<Name>b</Name><Prefix></Prefix><Marker></Marker><NextMarker>c/</NextMarker>"
                + "<MaxKeys>2</MaxKeys><Delimiter>/</Delimiter><EncodingType>url</EncodingType>"
                + "<IsTruncated>true</IsTruncated><Contents><Key>a%20b</Key>"
                + MODIFIED
                + TAG
                + "<Size>3</Size>"
                + OWNER
                + CLASS
                + "</Contents><CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>");
  }

  @Test
  void hasTheElementsOfTheSecondVersionInOrder() {
    assertThat(document(Version.V2, "start-after=A&max-keys=1"))
        .isEqualTo(
            "<Name>b</Name><Prefix></Prefix><StartAfter>A</StartAfter>"
                + "<NextContinuationToken>AQBhIGI</NextContinuationToken><KeyCount>1</KeyCount>"
                + "<MaxKeys>1</MaxKeys><IsTruncated>true</IsTruncated>"
                + "<Contents><Key>a b</Key>"
                + MODIFIED
                + TAG
                + "<Size>3</Size>"
                + CLASS
                + "</Contents>");
  }

  @Test
  void hasTheElementsOfVersionsInOrder() {
    assertThat(document(Version.VERSIONS, "max-keys=1"))
        .isEqualTo(
            "<Name>b</Name><Prefix></Prefix><KeyMarker></KeyMarker>"
                + "<VersionIdMarker></VersionIdMarker><NextKeyMarker>a b</NextKeyMarker>"
                + "<NextVersionIdMarker>null</NextVersionIdMarker><MaxKeys>1</MaxKeys>"
                + "<IsTruncated>true</IsTruncated><Version><Key>a b</Key>"
                + "<VersionId>null</VersionId><IsLatest>true</IsLatest>"
                + MODIFIED
                + TAG
                + "<Size>3</Size>"
                + OWNER
                + CLASS
                + "</Version>");
  }

  @Test
  void namesTheOwnerOnDemand() {
    assertThat(document(Version.V2, "fetch-owner=true")).contains(OWNER);
    assertThat(document(Version.V2, "fetch-owner=false")).doesNotContain("Owner");
    assertThat(document(Version.V2, "fetch-owner=")).doesNotContain("Owner");
  }

  @Test
  void countsKeysAndGroups() {
    assertThat(document(Version.V2, "delimiter=/")).contains("<KeyCount>3</KeyCount>");
  }

  @ParameterizedTest
  @EnumSource
  void encodesKeysAndGroupsOnDemand(Version version) {
    FixedKeys keys = new FixedKeys(List.of("asdf+b", "foo+1/bar", "foo/bar/xyzzy", "quux ab/thud"));

    ParsedList list = version.list("delimiter=/&encoding-type=url", keys.cursor());

    assertThat(list.keys()).containsExactly("asdf%2Bb");
    assertThat(list.groups()).containsExactly("foo%2B1/", "foo/", "quux%20ab/");
    assertThat(list.text("Delimiter")).contains("/");
  }
}
