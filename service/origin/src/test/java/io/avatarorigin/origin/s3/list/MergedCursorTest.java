package io.avatarorigin.origin.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.list.ParsedList.Version;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MergedCursorTest {
  @Property(tries = 200)
  void listsWhatBothHave(
      @ForAll Set<@AlphaChars @NotEmpty @StringLength(max = 2) String> first,
      @ForAll Set<@AlphaChars @NotEmpty @StringLength(max = 2) String> second) {
    Set<String> all = new TreeSet<>(first);
    all.addAll(second);

    ObjectCursor merged =
        ObjectCursor.merged(new FixedKeys(first).cursor(), new FixedKeys(second).cursor());

    assertThat(Version.V2.list("", merged).keys()).containsExactlyElementsOf(all);
  }

  @Test
  void prefersTheFirst() {
    FixedKeys first = new FixedKeys(List.of("b"));
    FixedKeys second = new FixedKeys(List.of("a", "b", "c"));

    assertThat(Version.V2.list("", ObjectCursor.merged(first.cursor(), second.cursor())).keys())
        .containsExactly("a", "b", "c");
    assertThat(first.summaries).isEqualTo(1);
    assertThat(second.summaries).isEqualTo(2);
  }

  @Test
  void asksEachOnlyForWhatComesNext() {
    FixedKeys first = new FixedKeys(List.of("a", "b", "c", "x"));
    FixedKeys second = new FixedKeys(List.of("z"));

    Version.V2.list("", ObjectCursor.merged(first.cursor(), second.cursor()));

    assertThat(first.seeks).isEqualTo(5);
    assertThat(second.seeks).isEqualTo(2);
  }
}
