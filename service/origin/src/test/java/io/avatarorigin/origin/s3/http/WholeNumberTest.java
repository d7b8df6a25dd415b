package io.avatarorigin.origin.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "007, 7", "2147483647, 2147483647"})
  void readsDigits(String text, int number) {
    assertThat(WholeNumber.parse(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+1",
        "-1",
        "-0",
        "-",
        " 1",
        "1 ",
        "1.0",
        "1e1",
        "0x1",
        "\u0661",
        "\uff11",
        "1\u0660",
        "2147483648",
        "99999999999999999999"
      })
  void readsNothingElse(String text) {
    assertThat(WholeNumber.parse(text)).isEmpty();
  }
}
