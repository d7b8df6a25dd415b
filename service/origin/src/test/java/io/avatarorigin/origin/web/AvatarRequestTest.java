package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.web.exchange.Query;
import io.avatarorigin.origin.web.substitute.Initials;
import io.avatarorigin.origin.web.substitute.Substitute;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarRequestTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";

  private final AvatarRequest.Reader reader =
      new AvatarRequest.Reader(
          new KeyGrammar("", Set.of(), 80, ImageFormat.JPEG), Set.of("pictures.example"));

  private AvatarRequest read(String query) {
    return reader.read(HASH, Query.parse(query), List.of());
  }

  @Property
  void readsEverySizeAsOneThatExists(@ForAll String size) {
    AvatarRequest request = read("s=" + size);

    assertThat(request.key()).isPresent();
    assertThat(request.size()).isBetween(1, RenditionKey.MAX_SIZE);
  }

  @Property
  void readsEveryNameAndQueryWithoutComplaint(@ForAll String name, @ForAll String query) {
    assertThat(reader.read(name, Query.parse(query), List.of(query)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s=%zz", "s=%", "s=+8", "s=8.5", "s=0x10", "s=000"})
  void readsWhatIsNoSizeAsTheUsualOne(String query) {
    assertThat(read(query).size()).isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({
    "d=mp, MP",
    "d=mm, MP",
    "d=MP, MP",
    "default=retro, RETRO",
    "d=mp&default=retro, RETRO",
    "default=retro&d=mp, RETRO",
    "d=identicon, IDENTICON",
    "d=monsterid, MONSTERID",
    "d=wavatar, WAVATAR",
    "d=robohash, ROBOHASH",
    "d=mmng, MP",
    "d=pagan, RETRO",
    "d=color, COLOR",
    "d=initials, INITIALS",
    "d=color&name=Ada, COLOR",
    "d=blank, BLANK"
  })
  void knowsGravatarsAndLibravatarsSubstitutes(String query, Substitute substitute) {
    assertThat(read(query).fallback()).contains(Fallback.Local.of(substitute));
  }

  @ParameterizedTest
  @CsvSource({
    "d=initials&name=Ada+Lovelace, AL",
    "default=Initials&initials=xy&name=Ada+Lovelace, XY",
    "d=initials&initials=%F0%9F%98%80&name=Ada, A",
  })
  void readsWhatIsWrittenOnInitials(String query, String letters) {
    assertThat(read(query).fallback())
        .contains(new Fallback.Local(Substitute.INITIALS, new Initials(letters)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pictures.example/a.png",
        "http://PICTURES.example:8080/a.png?b=c",
        "https%3A%2F%2Fpictures.example%2Fa.png"
      })
  void redirectsToListedHosts(String url) {
    assertThat(read("d=" + url).fallback()).containsInstanceOf(Fallback.Elsewhere.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/a.png",
        "https://pictures.example.elsewhere.example/",
        "https://pictures.example@elsewhere.example/",
        "https://user@pictures.example/",
        "https://elsewhere.example\\@pictures.example/",
        "//pictures.example/a.png",
        "javascript://pictures.example/%0Aalert(1)",
        "ftp://pictures.example/a.png",
        "https:pictures.example",
        "initial",
        ""
      })
  void countsOtherDefaultsAsAbsent(String value) {
    assertThat(read("d=" + value).fallback()).isEmpty();
  }

  @Test
  void forcesTheSubstituteForYesAlone() {
    assertThat(read("f=y").forced()).isTrue();
    assertThat(read("forcedefault=Y").forced()).isTrue();
    assertThat(read("f=n").forced()).isFalse();
    assertThat(read("f=y&forcedefault=n").forced()).isFalse();
    assertThat(read("").forced()).isFalse();
  }
}
