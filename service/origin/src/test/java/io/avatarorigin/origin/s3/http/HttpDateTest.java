package io.avatarorigin.origin.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final Instant EXAMPLE = Instant.parse("1994-11-06T08:49:37Z");

  @Test
  void writesDaysWithTwoDigits() {
    assertThat(HttpDate.format(EXAMPLE.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "1994-11-06T08:49:37Z",
        "1994-11-06T09:49:37+01:00",
        "19941106T084937Z",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void readsEveryFormInUse(String text) {
    assertThat(HttpDate.parse(text)).contains(EXAMPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "784111777", "Sun, 06 Nov 1994 08:49:37", "1994-11-06"})
  void readsNothingElse(String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
  }

  @Property
  void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
    Instant time = Instant.ofEpochSecond(second);
    assertThat(HttpDate.parse(HttpDate.format(time))).contains(time);
  }
}
