package io.avatarorigin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the preset against a table of its own, one column a value of the digit. */
class AzurdaTest {
  private static final Vocabulary AZURDA = Vocabulary.preset("azurda");

  @ParameterizedTest(name = "digit {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
           0 | 1guy | 1girl | 1girl | 1girl | 1girl | 1girl | 1guy | 1guy | 1guy | 1guy | 1guy | 1guy | 1guy | 1guy | 1guy | 1guy
           1 | blonde | blonde | blonde | blonde | brown hair | brown hair | brown hair | brown hair | red hair | red hair | red hair | red hair | black hair | black hair | black hair | black hair
           2 | landscape, outdoors | coffee shop | coffee shop | coffee shop | coffee shop | coffee shop | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors | landscape, outdoors
           3 | sweatsuit | hoodie | hoodie | hoodie | hoodie | hoodie | sweatsuit | sweatsuit | sweatsuit | sweatsuit | sweatsuit | sweatsuit | sweatsuit | sweatsuit | sweatsuit | sweatsuit
           4 | <lora:cdi:1> | <lora:cdi:1> | <lora:cdi:1> | <lora:cdi:1> | breath of the wild | breath of the wild | breath of the wild | breath of the wild | genshin impact | genshin impact | genshin impact | genshin impact | arknights | arknights | arknights | arknights
           5 | matte painting | watercolor | watercolor | watercolor | watercolor | watercolor | matte painting | matte painting | matte painting | matte painting | matte painting | matte painting | matte painting | matte painting | matte painting | matte painting
           6 | highly detailed | highly detailed | highly detailed | highly detailed | ornate | ornate | ornate | ornate | thick lines | thick lines | thick lines | thick lines | 3d render | 3d render | 3d render | 3d render
           7 | short hair | short hair | short hair | short hair | long hair | long hair | long hair | long hair | ponytail | ponytail | ponytail | ponytail | pigtails | pigtails | pigtails | pigtails
           8 | smile | smile | smile | smile | frown | frown | frown | frown | laughing | laughing | laughing | laughing | angry | angry | angry | angry
           9 | sweater | sweater | sweater | sweater | tshirt | tshirt | tshirt | tshirt | suitjacket | suitjacket | suitjacket | suitjacket | armor | armor | armor | armor
          10 | blue eyes | blue eyes | blue eyes | blue eyes | red eyes | red eyes | red eyes | red eyes | brown eyes | brown eyes | brown eyes | brown eyes | hazel eyes | hazel eyes | hazel eyes | hazel eyes
          11 | heterochromia | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | ""
          12 | morning | morning | morning | morning | afternoon | afternoon | afternoon | afternoon | evening | evening | evening | evening | nighttime | nighttime | nighttime | nighttime
          13 | <lora:genshin:1>, genshin | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | "" | ""
          14 | vtuber | vtuber | vtuber | vtuber | anime | anime | anime | anime | studio ghibli | studio ghibli | studio ghibli | studio ghibli | cloverworks | cloverworks | cloverworks | cloverworks
          """)
  void choosesTheWordsOfTheTable(ArgumentsAccessor row) {
    int digit = row.getInteger(0);
    for (int value = 0; value < 16; value++) {
      for (int length : new int[] {32, 64}) {
        String digits = "7".repeat(digit) + Integer.toHexString(value);
        Reading reading = AZURDA.read(new Hash(digits + "7".repeat(length - digits.length())));

        assertThat(reading.slots().get(digit))
            .isEqualTo(new SlotReading(digit, value, row.getString(1 + value)));
      }
    }
  }

  @Test
  void readsNothingButFifteenDigitsInTheirOrder() {
    assertThat(AZURDA.read(new Hash("0".repeat(32))).slots())
        .extracting(SlotReading::digit)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
  }

  @Test
  void joinsPrefixWordsAndSuffix() {
    assertThat(AZURDA.read(Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346")).prompt())
        .isEqualTo(
            "headshot, portrait, masterpiece, best quality, 1guy, red hair, landscape, outdoors,"
                + " sweatsuit, <lora:cdi:1>, matte painting, thick lines, long hair, frown,"
                + " sweater, hazel eyes, morning, anime, pants");
    assertThat(AZURDA.read(new Hash("0".repeat(64))).prompt())
        .isEqualTo(
            "headshot, portrait, masterpiece, best quality, 1guy, blonde, landscape, outdoors,"
                + " sweatsuit, <lora:cdi:1>, matte painting, highly detailed, short hair, smile,"
                + " sweater, blue eyes, heterochromia, morning, <lora:genshin:1>, genshin,"
                + " vtuber, pants");
  }

  @Test
  void drawsAwayFromTheUsualFailures() {
    assertThat(AZURDA.read(new Hash("0".repeat(32))).negativePrompt())
        .isEqualTo(
            "person in distance, worst quality, low quality, medium quality, deleted, lowres,"
                + " comic, bad anatomy, bad hands, text, error, missing fingers, extra digit,"
                + " fewer digits, cropped, jpeg artifacts, signature, watermark, username, blurry");
  }

  @ParameterizedTest
  @CsvSource({
    "0bc83cb571cd1c50ba6f3e8a78ef1346, 2811162932",
    "84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee, 873775918",
    "00000000000000000000000000000000, 0",
    "0000000000000000000000000000000f, 0",
    "00000000000000000000000000000010, 1",
    "00000000000000000000000f00000000, 4026531840",
    "000000000000000000000007fffffff0, 2147483647",
    "00000000000000000000000800000000, 2147483648",
    "00000000000000000000000fffffffff, 4294967295"
  })
  void takesTheSeedFromTheEightDigitsBeforeTheLast(String digits, long seed) {
    assertThat(AZURDA.read(new Hash(digits)).seed()).isEqualTo(seed);
  }

  @Test
  void suggestsItsSampler() {
    assertThat(AZURDA.sampler())
        .isEqualTo(
            new SamplerDefaults(
                Optional.of("DPMSolverMultistep"),
                Optional.of(true),
                OptionalInt.of(20),
                OptionalDouble.of(7),
                OptionalInt.of(256),
                OptionalInt.of(75)));
  }

  /** Stored pictures are filed under this digest: a new one draws every avatar again. */
  @Test
  void keepsTheDigestThatItsPicturesAreStoredUnder() {
    assertThat(AZURDA.digest())
        .isEqualTo("9f30f98002e965c62b783f964ff41237cb57ebc8e5fedac975062e82efc7ac61");
  }
}
