package io.avatarorigin.origin.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.list.ParsedList.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is listed of given keys: the cases of ceph/s3-tests, for each version of the list. */
class ListedKeysTest {
  /** Keys, query, listed keys, listed groups. */
  private static final String WHOLE_LISTS =
      """
      # delimiters
      asdf,foo/bar,foo/bar/xyzzy,quux/thud | delimiter=/ | asdf | foo/,quux/
      bar,baz,cab,foo | delimiter=a | foo | ba,ca
      b%ar,b%az,c%ab,foo | delimiter=%25 | foo | b%,c%
      b ar,b az,c ab,foo | delimiter=%20 | foo | 'b ,c '
      b.ar,b.az,c.ab,foo | delimiter=. | foo | b.,c.
      bar,baz,cab,foo | delimiter=%0A | bar,baz,cab,foo |
      bar,baz,cab,foo | delimiter= | bar,baz,cab,foo |
      bar,baz,cab,foo | '' | bar,baz,cab,foo |
      bar,baz,cab,foo | delimiter=/ | bar,baz,cab,foo |
      a::b,a:b,a:b::c,c | delimiter=:: | a:b,c | a::,a:b::
      a::b,a:::c | delimiter=:: | | a::
      aéb,aéc,aèb | delimiter=%C3%A9 | aèb | aé
      # a key that ends with the delimiter
      asdf/ | prefix=asdf/&delimiter=/ | asdf/ |
      asdf/ | prefix=asdf&delimiter=/ | | asdf/
      asdf/,asdf/b,asdf/c/d | prefix=asdf/&delimiter=/ | asdf/,asdf/b | asdf/c/
      # prefixes
      foo/bar,foo/baz,quux | prefix=foo/ | foo/bar,foo/baz |
      bar,baz,foo | prefix=ba | bar,baz |
      foo/bar,foo/baz,quux | prefix= | foo/bar,foo/baz,quux |
      foo/bar,foo/baz,quux | prefix=d | |
      foo/bar,foo/baz,quux | prefix=%0A | |
      foo/bar,foo/baz,quux | prefix=quuxx | |
      _bla/1,_bla/2,_bla/3,_bla/4,abcd | prefix=_bla/ | _bla/1,_bla/2,_bla/3,_bla/4 |
      # prefixes with delimiters
      asdf,foo/bar,foo/baz/xyzzy,quux/thud | prefix=foo/&delimiter=/ | foo/bar | foo/baz/
      bar,bazar,cab,foo | prefix=ba&delimiter=a | bar | baza
      b/a/c,b/a/g,b/a/r,g | prefix=/&delimiter=d | |
      b/a/c,b/a/g,b/a/r,g | prefix=b&delimiter=z | b/a/c,b/a/g,b/a/r |
      b/a/c,b/a/g,b/a/r,g | prefix=y&delimiter=z | |
      # order: of octets, not of UTF-16
      ｆ,😀,a,Z,é | '' | Z,a,é,ｆ,😀 |
      a,a/b,a-b,a0 | delimiter=/ | a,a-b,a0 | a/
      """;

  /** Keys, query without position, position, listed keys, listed groups. */
  private static final String LISTS_FROM_A_POSITION =
      """
      bar,baz,foo,quxx | '' | '' | bar,baz,foo,quxx |
      bar,baz,foo,quxx | '' | bar | baz,foo,quxx |
      bar,baz,foo,quxx | '' | blah | foo,quxx |
      bar,baz,foo,quxx | '' | zzz | |
      bar,baz,foo,quxx | '' | %0A | bar,baz,foo,quxx |
      bar,baz,foo,quxx | prefix=b | a | bar,baz |
      bar,baz,foo,quxx | prefix=b | bar | baz |
      bar,baz,foo,quxx | prefix=b | c | |
      a,b/1,b/2,c/1 | delimiter=/ | a | | b/,c/
      a,b/1,b/2,c/1 | delimiter=/ | b | | b/,c/
      a,b/1,b/2,c/1 | delimiter=/ | b/ | | c/
      a,b/1,b/2,c/1 | delimiter=/ | b/1 | | c/
      a,b/1,b/2,c/1 | '' | b/ | b/1,b/2,c/1 |
      a,b/1,b/2,c/1 | prefix=b/&delimiter=/ | b/ | b/1,b/2 |
      a,b/1,b/2,c/1 | prefix=b/&delimiter=/ | b/1 | b/2 |
      """;

  @ParameterizedTest(name = "{0} ? {1}")
  @CsvSource(delimiter = '|', textBlock = WHOLE_LISTS)
  void areThoseOfTheScope(String keys, String query, String listed, String groups) {
    for (Version version : Version.values()) {
      ParsedList list = version.list(query, new FixedKeys(split(keys)).cursor());

      assertThat(list.keys()).isEqualTo(split(listed));
      assertThat(list.groups()).isEqualTo(split(groups));
      assertThat(list.truncated()).isFalse();
    }
  }

  @ParameterizedTest(name = "{0} ? {1} from {2}")
  @CsvSource(delimiter = '|', textBlock = LISTS_FROM_A_POSITION)
  void beginBehindAPosition(
      String keys, String query, String position, String listed, String groups) {
    List<String> parameters = List.of("marker=", "start-after=", "key-marker=");
    for (Version version : Version.values()) {
      String start = parameters.get(version.ordinal()) + position;
      ParsedList list = version.list(query + "&" + start, new FixedKeys(split(keys)).cursor());

      assertThat(list.keys()).isEqualTo(split(listed));
      assertThat(list.groups()).isEqualTo(split(groups));
    }
  }

  @ParameterizedTest
  @EnumSource
  void holdKeysOfAnyCharacters(Version version) {
    List<String> keys =
        List.of(" ", "\"", "$", "%", "&", "&lt;", "'", "<", ">", "]]>", "_", "_ ", "_ _", "__");

    assertThat(version.list("", new FixedKeys(keys).cursor()).keys()).isEqualTo(keys);
  }

  @ParameterizedTest
  @EnumSource
  void endWithThePageAndSaySo(Version version) {
    FixedKeys objects = new FixedKeys(List.of("bar", "baz", "foo"));

    ParsedList first = version.list("max-keys=2", objects.cursor());
    assertThat(first.keys()).containsExactly("bar", "baz");
    assertThat(first.truncated()).isTrue();
    ParsedList second = version.list("max-keys=2&" + version.next(first), objects.cursor());
    assertThat(second.keys()).containsExactly("foo");
    assertThat(second.truncated()).isFalse();
    assertThat(version.list("max-keys=3", objects.cursor()).truncated()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void areNoneOnAPageOfNone(Version version) {
    ParsedList list = version.list("max-keys=0", new FixedKeys(List.of("bar")).cursor());

    assertThat(list.keys()).isEmpty();
    assertThat(list.truncated()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void countGroupsAsOneOfAPage(Version version) {
    for (String key : List.of("", "_")) {
      List<String> keys =
          List.of(
              key + "asdf", key + "boo/bar", key + "boo/baz/x", key + "cq/bla", key + "cq/thud");
      ObjectCursor objects = new FixedKeys(keys).cursor();

      assertThat(pages(version, "delimiter=/&max-keys=1", objects))
          .containsExactly(List.of(key + "asdf"), List.of(key + "boo/"), List.of(key + "cq/"));
      assertThat(pages(version, "delimiter=/&max-keys=2", objects))
          .containsExactly(List.of(key + "asdf", key + "boo/"), List.of(key + "cq/"));
      String inside = "delimiter=/&prefix=" + key + "boo/";
      assertThat(pages(version, inside + "&max-keys=1", objects))
          .containsExactly(List.of(key + "boo/bar"), List.of(key + "boo/baz/"));
      assertThat(pages(version, inside + "&max-keys=2", objects))
          .containsExactly(List.of(key + "boo/bar", key + "boo/baz/"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void passAGroupWithoutReadingIt(Version version) {
    List<String> keys = new ArrayList<>(List.of("0/", "1999", "1999#", "1999+", "2000"));
    IntStream.range(1000, 1999).mapToObj(i -> "0/" + i).forEach(keys::add);
    FixedKeys objects = new FixedKeys(keys);

    ParsedList list = version.list("delimiter=/", objects.cursor());

    assertThat(list.keys()).containsExactly("1999", "1999#", "1999+", "2000");
    assertThat(list.groups()).containsExactly("0/");
    assertThat(objects.seeks).isEqualTo(6);
    assertThat(objects.summaries).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void readNoMoreThanThePageAndOne(Version version) {
    FixedKeys objects =
        new FixedKeys(IntStream.range(0, 5000).mapToObj(Integer::toString).toList());

    version.list("max-keys=10", objects.cursor());

    assertThat(objects.seeks).isEqualTo(11);
    assertThat(objects.summaries).isEqualTo(11);
  }

  @ParameterizedTest
  @EnumSource
  void leaveOutWhatGoesMeanwhile(Version version) {
    FixedKeys objects = new FixedKeys(List.of("a", "b", "c", "d"));
    objects.gone.addAll(List.of("a", "c", "d"));

    ParsedList list = version.list("max-keys=1", objects.cursor());

    assertThat(list.keys()).containsExactly("b");
    assertThat(list.truncated()).isFalse();
  }

  @Test
  void aTokenCountsMoreThanAStart() {
    ObjectCursor objects = new FixedKeys(List.of("bar", "baz", "foo", "quxx")).cursor();
    ParsedList first = Version.V2.list("start-after=bar&max-keys=1", objects);
    String token = first.text("NextContinuationToken").orElseThrow();

    ParsedList second = Version.V2.list("start-after=bar&continuation-token=" + token, objects);

    assertThat(second.keys()).containsExactly("foo", "quxx");
    assertThat(second.text("StartAfter")).contains("bar");
    assertThat(second.text("ContinuationToken")).contains(token);
  }

  @Test
  void aTokenOfAnotherPrefixBeginsWithThisOne() {
    ObjectCursor objects = new FixedKeys(List.of("a1", "a2", "b1")).cursor();
    ParsedList first = Version.V2.list("prefix=a&max-keys=1", objects);

    assertThat(Version.V2.list("prefix=b&" + Version.V2.next(first), objects).keys())
        .containsExactly("b1");
  }

  @Test
  void anEmptyTokenBeginsAtTheStart() {
    ObjectCursor objects = new FixedKeys(List.of("bar", "baz")).cursor();

    assertThat(Version.V2.list("continuation-token=", objects).keys())
        .containsExactly("bar", "baz");
  }

  @Test
  void aMarkerIsToldOnlyWhereTheLastKeyDoesNotSayIt() {
    ObjectCursor objects = new FixedKeys(List.of("a", "b")).cursor();

    assertThat(Version.V1.list("max-keys=1", objects).text("NextMarker")).isEmpty();
    assertThat(Version.V1.list("max-keys=1&delimiter=/", objects).text("NextMarker")).contains("a");
    assertThat(Version.V1.list("max-keys=2&delimiter=/", objects).text("NextMarker")).isEmpty();
  }

  @Test
  void aGroupHasNoVersionToGoOnFrom() {
    ObjectCursor objects = new FixedKeys(List.of("a/1", "b", "c")).cursor();

    ParsedList group = Version.VERSIONS.list("max-keys=1&delimiter=/", objects);
    assertThat(group.text("NextKeyMarker")).contains("a/");
    assertThat(group.text("NextVersionIdMarker")).isEmpty();
    assertThat(Version.VERSIONS.list("max-keys=2&delimiter=/", objects).text("NextVersionIdMarker"))
        .contains("null");
  }

  private static List<List<String>> pages(Version version, String query, ObjectCursor objects) {
    List<List<String>> pages = new ArrayList<>();
    ParsedList list = version.list(query, objects);
    while (true) {
      List<String> items = new ArrayList<>(list.keys());
      items.addAll(list.groups());
      pages.add(items);
      if (!list.truncated()) {
        return pages;
      }
      list = version.list(query + "&" + version.next(list), objects);
    }
  }

  private static List<String> split(String list) {
    return list == null || list.isEmpty() ? List.of() : Arrays.asList(list.split(","));
  }
}
