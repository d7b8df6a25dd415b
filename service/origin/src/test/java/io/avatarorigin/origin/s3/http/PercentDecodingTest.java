package io.avatarorigin.origin.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentDecodingTest {
  @Test
  void decodesOnceAndKeepsPlusesOfPaths() {
    assertThat(PercentDecoding.path("a%2520b+c%2Fd%c3%A9")).isEqualTo("a%20b+c/d\u00e9");
  }

  @Test
  void takesAPlusOfAQueryForASpace() {
    assertThat(PercentDecoding.queryComponent("a+b%2Bc")).isEqualTo("a b+c");
  }

  @Test
  void letsControlCharactersThroughThatAreEncoded() {
    assertThat(PercentDecoding.path("a%00b")).isEqualTo("a\0b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%2",
        "%zz",
        "%+1",
        "%\uff11\uff11",
        "%ff",
        "%c3",
        "%c0%af",
        "%ed%a0%80",
        "caf\ufffd",
        "a b",
        "\t"
      })
  void refusesWhatIsNotEncodedUtf8(String raw) {
    assertThatThrownBy(() -> PercentDecoding.path(raw))
        .isInstanceOf(MalformedEncodingException.class);
  }

  @Property
  void decodesWhatOthersEncode(@ForAll String text) {
    String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String raw = URLEncoder.encode(encodable, StandardCharsets.UTF_8);
    assertThat(PercentDecoding.queryComponent(raw)).isEqualTo(encodable);
  }
}
