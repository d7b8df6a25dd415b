package io.avatarorigin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
  private static final String MD5 = "0bc83cb571cd1c50ba6f3e8a78ef1346";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MyEmailAddress@example.com ",
        "\t myemailaddress@EXAMPLE.com\n",
        "myemailaddress@example.com"
      })
  void hashesAddressesAsGravatarDocumentsIt(String address) {
    assertThat(Hash.of(address, HashAlgorithm.MD5)).hasToString(MD5);
    assertThat(Hash.of(address, HashAlgorithm.SHA256))
        .hasToString("84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee");
  }

  @Test
  void hashesTextAsUtf8InAnyLocale() {
    // Given a locale whose lower case of I has no dot
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      // When
      Hash hash = Hash.of("ITÄLIA@example.com", HashAlgorithm.MD5);

      // Then it is what `printf itälia@example.com | md5sum` prints in a UTF-8 terminal
      assertThat(hash).hasToString("e059609621f7a68421b90065a8f25c40");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void foldsTheCaseOfDigits() {
    assertThat(Hash.parse(MD5.toUpperCase(Locale.ROOT))).isEqualTo(new Hash(MD5));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 12", "3, 8", "31, 6"})
  void readsDigitsByTheirPositionFromTheStart(int position, int value) {
    assertThat(new Hash(MD5).digit(position)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "0bc83cb571cd1c50ba6f3e8a78ef134",
        "0bc83cb571cd1c50ba6f3e8a78ef13466",
        "0bc83cb571cd1c50ba6f3e8a78ef134g",
        " 0bc83cb571cd1c50ba6f3e8a78ef134",
        // full-width digits are digits to Character.digit, but not in a hash
        "００００００００００００００００００００００００００００００００",
        "0bc83cb571cd1c50ba6f3e8a78ef13460bc83cb571cd1c50"
      })
  void refusesWhatIsNoHash(String text) {
    assertThat(Hash.isHash(text)).isFalse();
    assertThatThrownBy(() -> Hash.parse(text)).isInstanceOf(InvalidHashException.class);
  }

  @Test
  void refusesUpperCaseDigitsInTheValueItself() {
    assertThatThrownBy(() -> new Hash(MD5.toUpperCase(Locale.ROOT)))
        .isInstanceOf(InvalidHashException.class);
  }

  @Test
  void saysWhatAHashWouldBe() {
    assertThatThrownBy(() -> Hash.parse("me@example.com"))
        .hasMessage(
            "\"me@example.com\" is not a hash: it takes 32 (MD5) or 64 (SHA-256) hex digits, and"
                + " this has 14 characters");
  }

  @Test
  void showsHostileTextShortAndInOneLine() {
    assertThatThrownBy(() -> Hash.parse("\r\n\u001b[31m" + "x".repeat(100_000)))
        .hasMessageStartingWith("\"???[31mx")
        .hasMessageContaining("...\" is not a hash")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\n"));
  }
}
