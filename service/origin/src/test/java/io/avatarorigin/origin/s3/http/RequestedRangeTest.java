package io.avatarorigin.origin.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.http.RequestedRange.Part;
import io.avatarorigin.origin.s3.http.RequestedRange.Unsatisfiable;
import io.avatarorigin.origin.s3.http.RequestedRange.Whole;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=50-, 50, 99",
    "bytes=00-01, 0, 1",
    "bytes=0-999999, 0, 99",
    "bytes=-10, 90, 99",
    "bytes=-101, 0, 99",
    "bytes=99-99, 99, 99",
    "BYTES=1-2, 1, 2",
    "bytes=5-99999999999999999999999, 5, 99",
    "bytes=-99999999999999999999999, 0, 99",
  })
  void readsOneRange(String header, long first, long last) {
    assertThat(RequestedRange.parse(header, 100)).isEqualTo(new Part(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=100-",
        "bytes=100-110",
        "bytes=-0",
        "bytes=9223372036854775808-",
        "bytes=99999999999999999999999-99999999999999999999999"
      })
  void refusesRangesAfterTheEnd(String header) {
    assertThat(RequestedRange.parse(header, 100)).isEqualTo(new Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=10-5",
        "bytes=110-105",
        "bytes=abc",
        "bytes=a-z",
        "bytes=100-x",
        "bytes=--1",
        "bytes=0 -1",
        "bytes=,",
        "bytes=-",
        "bytes=",
        "bytes=\u0661-\u0662",
        "foo=0-1",
        "bytes",
        "",
        "bytes=0-0,1-2"
      })
  void ignoresWhatIsNoSingleRange(String header) {
    assertThat(RequestedRange.parse(header, 100)).isEqualTo(new Whole());
  }

  @Test
  void refusesASuffixOfNothing() {
    assertThat(RequestedRange.parse("bytes=-1", 0)).isEqualTo(new Unsatisfiable());
  }

  @Property
  void staysInsideTheContent(
      @ForAll @LongRange(min = 0) long first,
      @ForAll @LongRange(min = 0) long last,
      @ForAll @LongRange(min = 1, max = 1L << 31) long size) {
    if (RequestedRange.parse("bytes=" + first + "-" + last, size) instanceof Part part) {
      assertThat(part.first()).isEqualTo(first);
      assertThat(part.last()).isLessThan(size).isLessThanOrEqualTo(last);
    } else {
      assertThat(last < first || first >= size).isTrue();
    }
  }
}
