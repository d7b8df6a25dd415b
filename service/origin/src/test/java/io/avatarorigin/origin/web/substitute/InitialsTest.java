package io.avatarorigin.origin.web.substitute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialsTest {
  private static String ofName(String name) {
    return Initials.of(Optional.empty(), Optional.of(name)).letters();
  }

  @ParameterizedTest
  @CsvSource({
    "Ada Lovelace, AL",
    "ada, A",
    "Ada King Lovelace, AL",
    "Jean-Luc Picard, JP",
    "  Ada   Lovelace , AL",
    "Éva Ångström, EA",
    "ada.lovelace@example.org, AO",
    "7 of 9, 79",
    "(Ada) \u201cLovelace\u201d, AL",
    "ﬁona, F",
    "Ada 愛, A",
  })
  void takesFirstAndLastWordOfAName(String name, String letters) {
    assertThat(ofName(name)).isEqualTo(letters);
  }

  @ParameterizedTest
  @CsvSource({"''", "愛 子", "'- -'", "😀"})
  void knowsNoneWhereNothingCanBeWritten(String name) {
    assertThat(Initials.of(Optional.of(name), Optional.of(name))).isEqualTo(Initials.NONE);
  }

  @Test
  void takesGivenInitialsRatherThanTheName() {
    assertThat(Initials.of(Optional.of("xyz"), Optional.of("Ada"))).isEqualTo(new Initials("XY"));
    assertThat(Initials.of(Optional.of("x y"), Optional.empty())).isEqualTo(new Initials("XY"));
    assertThat(Initials.of(Optional.of("愛"), Optional.of("Ada"))).isEqualTo(new Initials("A"));
    assertThat(Initials.of(Optional.empty(), Optional.empty())).isEqualTo(Initials.NONE);
  }

  @Property
  void takesEveryText(@ForAll String initials, @ForAll String name) {
    assertThat(Initials.of(Optional.of(initials), Optional.of(name)).letters())
        .matches("[A-Z0-9]{0,2}");
  }

  @Test
  void areTwoCapitalsAtMost() {
    assertThatThrownBy(() -> new Initials("ABC")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Initials("a")).isInstanceOf(IllegalArgumentException.class);
  }
}
