package io.avatarorigin.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoraTagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1girl, <lora:cdi:1>, anime|1girl, anime",
        "<lora:cdi:1>, anime|anime",
        "anime, <lora:cdi:0.8>|anime",
        "<lora:genshin:1>, genshin, <lora:a:1><lora:b:1>, smile|genshin, smile",
        "anime <lora:cdi:1> style, smile|anime  style, smile",
        "<lora:cdi:1>|\"\"",
        "a, , b,|a, , b,",
        "a <lora b|a <lora b"
      })
  void takesTagsOutWithTheCommaThatIsTheirs(String prompt, String expected) {
    assertThat(LoraTags.removedFrom(prompt)).isEqualTo(expected);
  }
}
