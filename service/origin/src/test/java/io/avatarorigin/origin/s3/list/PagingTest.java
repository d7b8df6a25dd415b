package io.avatarorigin.origin.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.list.ParsedList.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Pages put together are the whole list, which is made here in one go. */
class PagingTest {
  private static final Comparator<String> BY_OCTETS =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static Arbitrary<String> texts(int least, int most) {
    return Arbitraries.of("a", "b", "/", "//", "+", "é", "ｆ", "😀")
        .list()
        .ofMinSize(least)
        .ofMaxSize(most)
        .map(parts -> String.join("", parts));
  }

  @Provide
  static Arbitrary<Set<String>> keySets() {
    return texts(1, 5).set().ofMaxSize(30);
  }

  @Provide
  static Arbitrary<String> prefixes() {
    return texts(0, 2);
  }

  @Provide
  static Arbitrary<String> delimiters() {
    return texts(0, 2);
  }

  @Property
  void findsWhatThereIs(
      @ForAll Version version,
      @ForAll("keySets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 7) int maxKeys) {
    FixedKeys objects = new FixedKeys(keys);
    List<List<String>> pages = pages(version, query(prefix, delimiter, maxKeys), objects, () -> {});

    List<String> expected = wholeList(keys, prefix, delimiter);
    assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(expected);
    assertThat(pages).hasSize(Math.max(1, Math.ceilDiv(expected.size(), maxKeys)));
  }

  @Property
  void findsOnceWhatIsThereAllTheTime(
      @ForAll Version version,
      @ForAll("keySets") Set<String> staying,
      @ForAll("keySets") Set<String> changing,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 3) int maxKeys) {
    changing.removeAll(staying);
    FixedKeys objects = new FixedKeys(staying);
    List<String> toggled = List.copyOf(changing);
    int[] round = {0};
    Runnable change =
        () -> {
          round[0]++;
          for (int i = 0; i < toggled.size(); i++) {
            if ((i + round[0]) % 3 == 0 && !objects.keys.remove(toggled.get(i))) {
              objects.keys.add(toggled.get(i));
            }
          }
        };
    List<String> found =
        pages(version, query(prefix, delimiter, maxKeys), objects, change).stream()
            .flatMap(List::stream)
            .toList();

    Set<String> all = new HashSet<>(staying);
    all.addAll(changing);
    assertThat(found).doesNotHaveDuplicates().isSortedAccordingTo(BY_OCTETS);
    assertThat(found).containsAll(wholeList(staying, prefix, delimiter));
    assertThat(wholeList(all, prefix, delimiter)).containsAll(found);
  }

  private static String query(String prefix, String delimiter, int maxKeys) {
    return "prefix="
        + ParsedList.encode(prefix)
        + "&delimiter="
        + ParsedList.encode(delimiter)
        + "&max-keys="
        + maxKeys;
  }

  private static List<List<String>> pages(
      Version version, String query, FixedKeys objects, Runnable betweenPages) {
    List<List<String>> pages = new ArrayList<>();
    ParsedList list = version.list(query, objects.cursor());
    while (true) {
      List<String> items = new ArrayList<>(list.keys());
      items.addAll(list.groups());
      items.sort(BY_OCTETS);
      pages.add(items);
      if (!list.truncated()) {
        return pages;
      }
      betweenPages.run();
      list = version.list(query + "&" + version.next(list), objects.cursor());
    }
  }

  /** The list without pages: all keys in order, each as itself or its group. */
  private static List<String> wholeList(Set<String> keys, String prefix, String delimiter) {
    Pattern grouped =
        Pattern.compile("(?s)" + Pattern.quote(prefix) + ".*?" + Pattern.quote(delimiter));
    Set<String> items = new LinkedHashSet<>();
    keys.stream()
        .filter(key -> key.startsWith(prefix))
        .sorted(BY_OCTETS)
        .forEach(
            key -> {
              Matcher matcher = grouped.matcher(key);
              items.add(!delimiter.isEmpty() && matcher.lookingAt() ? matcher.group() : key);
            });
    return List.copyOf(items);
  }
}
