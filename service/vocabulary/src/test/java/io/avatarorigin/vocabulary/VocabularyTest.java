package io.avatarorigin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private static final Hash HASH = Hash.parse("0123456789abcdef0123456789abcdef");

  private static final String OWN =
      """
      name: own
      prefix: a robot
      slots:
        - digit: 3
          quarters: [red, green, blue, white]
      suffix: in the rain
      negative: blurry
      seed: {from: start, skip: 2, digits: 4}
      sampler: {steps: 8}
      """;

  private static Vocabulary parse(String yaml) {
    return Vocabulary.parse(yaml, "own.yaml");
  }

  @Test
  void readsEachKey() {
    Vocabulary vocabulary = parse(OWN);

    assertThat(vocabulary.name()).isEqualTo("own");
    assertThat(vocabulary.read(HASH).prompt()).isEqualTo("a robot, red, in the rain");
    assertThat(vocabulary.read(HASH).negativePrompt()).isEqualTo("blurry");
    assertThat(vocabulary.read(HASH).seed()).isEqualTo(0x2345);
    assertThat(vocabulary.sampler())
        .isEqualTo(
            new SamplerDefaults(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(8),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty()));
  }

  @Test
  void needsNothingButANameAndSlots() {
    // Given
    String yaml = "name: own\nslots: [{digit: 0, quarters: [a, b, c, d]}]";

    // When
    Reading reading = parse(yaml).read(HASH);

    // Then the last eight digits are the seed
    assertThat(reading)
        .isEqualTo(new Reading(HASH, List.of(new SlotReading(0, 0, "a")), "a", "", 0x89abcdefL));
    assertThat(parse(yaml).sampler()).isEqualTo(SamplerDefaults.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "'from: end', 2309737967",
    "'from: start', 19088743",
    "'digits: 1', 15",
    "'skip: 31, digits: 1', 0",
    "'from: start, skip: 24', 2309737967",
    "'skip: 24', 19088743"
  })
  void takesTheSeedFromTheDigitsNamed(String seed, long expected) {
    assertThat(parse(OWN.replace("from: start, skip: 2, digits: 4", seed)).read(HASH).seed())
        .isEqualTo(expected);
  }

  @Test
  void readsDigitsInEachNotation() {
    Vocabulary vocabulary =
        parse(
            """
            name: own
            slots:
              - digit: 10
                cases:
                  - digits: 0
                    words: zero
                  - digits: 1 - 3, 5
                    words: range and digit
                  - digits: [4, 6-8, "9,A"]
                    words: list
                  - else: rest
            """);

    assertThat("0123456789abcdef".chars().mapToObj(Character::toString))
        .extracting(digit -> vocabulary.read(new Hash(digit.repeat(32))).prompt())
        .containsExactly(
            "zero",
            "range and digit",
            "range and digit",
            "range and digit",
            "list",
            "range and digit",
            "list",
            "list",
            "list",
            "list",
            "list",
            "rest",
            "rest",
            "rest",
            "rest",
            "rest");
  }

  @Test
  void keepsTheOrderOfSlotsAndLetsThemShareADigit() {
    Vocabulary vocabulary =
        parse(
            """
            name: own
            slots:
              - {digit: 9, quarters: [a, b, c, d]}
              - {digit: 0, quarters: [e, f, g, h]}
              - {digit: 9, quarters: [i, "", k, ""]}
            """);

    assertThat(vocabulary.read(HASH).prompt()).isEqualTo("c, e, k");
    assertThat(vocabulary.read(HASH).slots())
        .containsExactly(
            new SlotReading(9, 9, "c"), new SlotReading(0, 0, "e"), new SlotReading(9, 9, "k"));
  }

  @Test
  void takesAliases() {
    Vocabulary vocabulary =
        parse(
            """
            name: own
            slots:
              - {digit: 0, quarters: &colours [red, green, blue, white]}
              - {digit: 4, quarters: *colours}
              - {digit: 8, quarters: *colours}
            """);

    assertThat(vocabulary.read(HASH).prompt()).isEqualTo("red, green, blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n\n", "   \n"})
  void doesNotMindHowLinesEnd(String end) {
    assertThat(parse(OWN.replace("\n", end)).digest()).isEqualTo(parse(OWN).digest());
  }

  @Test
  void doesNotMindAByteOrderMark() {
    assertThat(parse("\ufeff" + OWN).digest()).isEqualTo(parse(OWN).digest());
  }

  @Test
  void hasOneDigestForOneMeaning() {
    assertThat(
            parse(
                    """
                    sampler: {steps: 20}
                    seed: {digits: 4, skip: 2, from: start}
                    negative: "blurry"
                    suffix: >
                      in
                      the rain
                    slots:
                    - cases:
                      - else: white
                      - {digits: [0, 1, 2, 3], words: red}
                      - {digits: 8-B, words: blue}
                      - {digits: 4-7, words: green}
                      digit: 3
                    prefix: "  a   robot "
                    name: other-name  # a comment
                    """)
                .digest())
        .isEqualTo(parse(OWN).digest())
        .matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource({
    "a robot, a Robot",
    "red, ruby",
    "'red, green', 'green, red'",
    "digit: 3, digit: 4",
    "in the rain, in rain",
    "blurry, ''",
    "from: start, from: end",
    "skip: 2, skip: 1",
    "digits: 4, digits: 5"
  })
  void hasAnotherDigestForAnotherMeaning(String part, String other) {
    assertThat(OWN).contains(part);
    assertThat(parse(OWN.replace(part, other.isEmpty() ? "\"\"" : other)).digest())
        .isNotEqualTo(parse(OWN).digest());
  }

  @Test
  void listsItsPresetsWhenAskedForAnother() {
    assertThat(Vocabulary.presets()).containsExactly("azurda");
    assertThatThrownBy(() -> Vocabulary.preset("azudra"))
        .isInstanceOf(UnknownPresetException.class)
        .hasMessage(
            "\"azudra\" is not a vocabulary preset (did you mean azurda?); the presets are:"
                + " azurda");
  }

  @Test
  void refusesFilesThatAreTooLargeWithoutReadingThem() {
    String yaml = "#" + "x".repeat(YamlDocument.MOST_CHARACTERS);

    assertThatThrownBy(() -> parse(yaml))
        .hasMessage("own.yaml:1:1: the file has 262145 characters; 262144 are the most");
  }

  @Test
  void takesFilesAsLargeAsTheLimit() {
    String comment = "#" + "x".repeat(YamlDocument.MOST_CHARACTERS - OWN.length() - 1);

    assertThat(parse(OWN + comment).digest()).isEqualTo(parse(OWN).digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void refusesNestingThatWouldExhaustTheStack(String level) {
    assertThatThrownBy(() -> parse(level.repeat(50_000)))
        .isInstanceOf(InvalidVocabularyException.class)
        .hasMessageContaining("nested deeper than 16 levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FFFFFFFF", "00FFFFFF", "7FFFFFFF"})
  void refusesEscapesBeyondUnicode(String codePoint) {
    assertThatThrownBy(() -> parse("name: own\nprefix: \"\\U" + codePoint + "\"\n"))
        .isInstanceOf(InvalidVocabularyException.class)
        .hasMessageStartingWith("own.yaml:2:");
  }

  @Test
  void reportsNoMoreFaultsThanAnyoneReads() {
    // Given
    StringBuilder yaml = new StringBuilder();
    for (int number = 0; number < 10_000; number++) {
      yaml.append("key").append(number).append(": 1\n");
    }

    // When
    InvalidVocabularyException exception =
        catchThrowableOfType(InvalidVocabularyException.class, () -> parse(yaml.toString()));

    // Then
    assertThat(exception.faults()).hasSize(100);
  }

  @Test
  void keepsMessagesInOneLineEachWhateverTheFileHolds() {
    assertThatThrownBy(() -> parse("\"a\\nb\": 1\nname: \"x\\ny\\u001b\"\nslots: 1"))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
  }
}
