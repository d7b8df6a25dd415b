package io.avatarorigin.origin.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.vocabulary.Hash;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGrammarTest {
  private static final String MD5 = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String SHA256 =
      "84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee";
  private static final KeyGrammar ANY = new KeyGrammar("", Set.of(), 256, ImageFormat.JPEG);

  @ParameterizedTest
  @CsvSource({
    MD5 + ", 256, JPEG",
    MD5 + "@80, 80, JPEG",
    MD5 + "@2048.png, 2048, PNG",
    MD5 + "@1.webp, 1, WEBP",
    MD5 + ".jpg, 256, JPEG",
    MD5 + ".jpeg, 256, JPEG",
    MD5 + ".JPG, 256, JPEG",
  })
  void readsSizeAndFormat(String key, int size, ImageFormat format) {
    assertThat(ANY.parse(key)).contains(new RenditionKey(Hash.parse(MD5), size, format));
  }

  @Test
  void readsLongHashesAndFoldsCase() {
    assertThat(ANY.parse(SHA256.toUpperCase(Locale.ROOT)).orElseThrow().hash().digits())
        .isEqualTo(SHA256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "favicon.ico",
        "0bc83cb571cd1c50ba6f3e8a78ef134",
        MD5 + "0",
        MD5 + "/",
        "/" + MD5,
        MD5 + "@",
        MD5 + "@0",
        MD5 + "@2049",
        MD5 + "@080",
        MD5 + "@+80",
        MD5 + "@99999999999",
        MD5 + "@8٠",
        MD5 + "@80@80",
        MD5 + ".gif",
        MD5 + ".",
        MD5 + ".jpg.png",
        MD5 + ".jpg@80",
        "../" + MD5,
        MD5 + "\u0000",
        "0bc83cb571cd1c50ba6f3e8a78ef134g",
      })
  void anythingElseNamesNothing(String key) {
    assertThat(ANY.parse(key)).isEmpty();
  }

  @Test
  void everyKeyBeginsWithTheConfiguredPrefix() {
    KeyGrammar grammar = new KeyGrammar("avatar/", Set.of(), 256, ImageFormat.JPEG);

    assertThat(grammar.parse("avatar/" + MD5)).isPresent();
    assertThat(grammar.parse(MD5)).isEmpty();
    assertThat(grammar.parse("avatar" + MD5)).isEmpty();
  }

  @Test
  void onlyOfferedSizesAndTheNativeOneExist() {
    KeyGrammar grammar = new KeyGrammar("", Set.of(80, 512), 256, ImageFormat.JPEG);

    assertThat(grammar.parse(MD5 + "@80")).isPresent();
    assertThat(grammar.parse(MD5)).isPresent();
    assertThat(grammar.parse(MD5 + "@256")).isPresent();
    assertThat(grammar.parse(MD5 + "@81")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 80", "80, 80", "81, 256", "256, 256", "257, 512", "513, 512", "9999, 512"})
  void goesUpToTheNextOfferedSize(int asked, int offered) {
    KeyGrammar grammar = new KeyGrammar("", Set.of(512, 80), 256, ImageFormat.JPEG);

    assertThat(grammar.nextOffered(asked)).isEqualTo(offered);
  }

  @Test
  void keepsEverySizeWhereAllAreOffered() {
    assertThat(ANY.nextOffered(300)).isEqualTo(300);
  }

  @Test
  void refusesAPrefixThatWouldRunIntoTheHash() {
    assertThatThrownBy(() -> new KeyGrammar("avatar", Set.of(), 256, ImageFormat.JPEG))
        .hasMessageContaining("slash");
  }
}
