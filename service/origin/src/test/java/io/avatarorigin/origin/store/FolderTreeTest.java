package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTreeTest {
  private static final Path TOP = Path.of("top");

  /** Folders and what is in them, in an order that is not theirs. */
  private final Map<Path, List<String>> folders = new TreeMap<>();

  private final List<Path> read = new ArrayList<>();

  @Provide
  static Arbitrary<Set<String>> names() {
    return Arbitraries.strings().withChars("01f").ofMinLength(4).ofMaxLength(7).set().ofMaxSize(40);
  }

  @Provide
  static Arbitrary<String> positions() {
    return Arbitraries.strings().withChars("01f@zé\uffff\0").ofMaxLength(8);
  }

  @Property
  void findsEveryNameInOrder(@ForAll("names") Set<String> names) {
    fill(names);

    assertThat(page(tree(), "", Integer.MAX_VALUE)).containsExactlyElementsOf(new TreeSet<>(names));
  }

  @Property
  void beginsAtAnyPosition(
      @ForAll("names") Set<String> names, @ForAll("positions") String position) {
    fill(names);

    assertThat(page(tree(), position, Integer.MAX_VALUE))
        .containsExactlyElementsOf(new TreeSet<>(names).tailSet(position, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void readsAsLittleOfALargeTreeAsOfASmallOne(int names) {
    fill(spread(names));
    page(tree(), "800", 100);

    // A name of the small tree has a folder of its own.
    assertThat(read).doesNotHaveDuplicates().hasSizeLessThan(140);
    if (names == 100_000) {
      assertThat(read).hasSizeLessThan(80);
    }
  }

  @Test
  void passesWhatLiesBeforeAPositionUnread() {
    fill(spread(10_000));
    FolderTree tree = tree();

    assertThat(tree.from("")).isPresent();
    assertThat(tree.from("fff0")).isPresent();
    assertThat(read).hasSize(5);
  }

  @Test
  void looksOnlyWhereNamesCanBe() {
    fill(List.of("01021", "01022"));
    folders.get(TOP).addAll(List.of("file.txt", "zz"));
    folders.get(TOP.resolve("01")).add("stray");
    folders.get(TOP.resolve("01/02")).add("elsewhere");

    assertThat(page(tree(), "", 10)).containsExactly("01021", "01022");
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(tree().from("")).isEmpty();
    fill(List.of("0102"));
    folders.get(TOP.resolve("01/02")).clear();
    assertThat(tree().from("")).isEmpty();
  }

  private FolderTree tree() {
    read.clear();
    return new FolderTree(
        TOP,
        folder -> {
          read.add(folder);
          return folders.getOrDefault(folder, List.of());
        });
  }

  private static List<String> page(FolderTree tree, String position, int names) {
    List<String> page = new ArrayList<>();
    tree.from(position)
        .ifPresent(
            first -> {
              page.add(first);
              while (page.size() < names
                  && tree.from(page.getLast() + '\0').map(page::add).orElse(false)) {}
            });
    return page;
  }

  /** Names of eight digits, as evenly spread over the folders as digests are. */
  private static List<String> spread(int names) {
    List<String> spread = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      spread.add("%08x".formatted(i * 0x9e3779b1));
    }
    return spread;
  }

  private void fill(Collection<String> names) {
    folders.clear();
    Map<Path, Set<String>> sets = new TreeMap<>();
    for (String name : names) {
      String outer = name.substring(0, 2);
      String inner = name.substring(2, 4);
      sets.computeIfAbsent(TOP, folder -> new TreeSet<>()).add(outer);
      sets.computeIfAbsent(TOP.resolve(outer), folder -> new TreeSet<>()).add(inner);
      sets.computeIfAbsent(TOP.resolve(outer).resolve(inner), folder -> new TreeSet<>()).add(name);
    }
    sets.forEach(
        (folder, set) -> {
          List<String> unordered = new ArrayList<>(set);
          Collections.reverse(unordered);
          folders.put(folder, unordered);
        });
  }
}
