package io.avatarorigin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.Whitespace;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Hashes.class)
@Domain(DomainContext.Global.class)
class VocabularyPropertiesTest {
  private static final Vocabulary AZURDA = Vocabulary.preset("azurda");

  @Property
  void everyHashHasAReading(@ForAll Hash hash) {
    Reading reading = AZURDA.read(hash);

    assertThat(reading.slots()).hasSize(15);
    assertThat(reading.prompt())
        .startsWith("headshot, portrait, masterpiece, best quality, 1g")
        .endsWith(", pants")
        .doesNotContain(", ,");
    assertThat(reading.seed()).isBetween(0L, (1L << 32) - 1);
  }

  @Property
  void everyReadingNamesTheDigitsThatChoseItsWords(@ForAll Hash hash) {
    assertThat(AZURDA.read(hash).slots())
        .allSatisfy(slot -> assertThat(slot.value()).isEqualTo(hash.digit(slot.digit())));
  }

  @Property
  void aHashIsAlwaysReadAlike(@ForAll Hash hash) {
    assertThat(Vocabulary.preset("azurda").read(Hash.parse(hash.toString())))
        .isEqualTo(AZURDA.read(hash));
  }

  @Property
  void theCaseOfAHashDoesNotMatter(@ForAll Hash hash, @ForAll long choices) {
    String text = Hashes.inMixedCase(hash, choices);

    assertThat(Hash.isHash(text)).isTrue();
    assertThat(AZURDA.read(Hash.parse(text))).isEqualTo(AZURDA.read(hash));
  }

  @Property
  void theCaseOfAnAddressDoesNotMatter(
      @ForAll @AlphaChars @NumericChars @StringLength(max = 20) String local,
      @ForAll @Whitespace @StringLength(max = 3) String space,
      @ForAll HashAlgorithm algorithm) {
    String address = local + "@example.com";

    assertThat(Hash.of(space + address.toUpperCase(Locale.ROOT) + space, algorithm))
        .isEqualTo(Hash.of(address, algorithm));
  }

  @Property
  void onlyTheEightDigitsBeforeTheLastDecideTheSeed(
      @ForAll Hash hash, @ForAll @IntRange(min = 0, max = 31) int fromEnd) {
    // Given the hash with one of its last 32 digits turned into another
    StringBuilder text = new StringBuilder(hash.toString());
    int position = text.length() - 1 - fromEnd;
    text.setCharAt(position, Character.forDigit(15 - hash.digit(position), 16));

    // When
    long seed = AZURDA.read(new Hash(text.toString())).seed();

    // Then
    assertThat(seed != AZURDA.read(hash).seed()).isEqualTo(fromEnd >= 1 && fromEnd <= 8);
  }

  @Property(tries = 200)
  void everyDigitChoosesTheOneCaseThatNamesIt(
      @ForAll @Size(16) List<@IntRange(min = 0, max = 3) Integer> caseOfDigit,
      @ForAll @IntRange(min = 0, max = 31) int digit,
      @ForAll Hash hash) {
    // Given a vocabulary whose cases are any partition of the 16 digits, the last of them an else
    StringBuilder yaml = new StringBuilder("name: own\nprefix: p\nslots:\n- digit: " + digit);
    yaml.append("\n  cases:\n");
    BitSet used = new BitSet();
    caseOfDigit.forEach(used::set);
    for (int number = 0; number < 3; number++) {
      if (used.get(number)) {
        yaml.append("  - {digits: [").append(digitsOf(number, caseOfDigit));
        yaml.append("], words: case ").append(number).append("}\n");
      }
    }
    if (used.get(3)) {
      yaml.append("  - else: case 3\n");
    }

    // When
    Reading reading = Vocabulary.parse(yaml.toString(), "own.yaml").read(hash);

    // Then
    assertThat(reading.prompt()).isEqualTo("p, case " + caseOfDigit.get(hash.digit(digit)));
  }

  @Property
  void whateverAFileHoldsItIsReadOrItsFaultsHavePositions(@ForAll @From("files") String yaml) {
    Throwable thrown = catchThrowable(() -> Vocabulary.parse(yaml, "in.yaml"));

    if (thrown != null) {
      assertThat(thrown).isInstanceOf(InvalidVocabularyException.class);
      int lines = (int) yaml.lines().count() + 1;
      assertThat(((VocabularyException) thrown).faults())
          .isNotEmpty()
          .allSatisfy(fault -> assertThat(fault.line()).isBetween(1, lines));
    }
  }

  /** Text at random, text of YAML's own characters, and the preset with a piece changed. */
  @Provide
  Arbitrary<String> files() {
    String preset = Vocabulary.presetYaml("azurda");
    Arbitrary<String> punctuation =
        Arbitraries.strings().withChars("-:?[]{},#&*!|>'\"%@ \n\t\\UxaF0<~").ofMaxLength(40);
    Arbitrary<String> changed =
        Combinators.combine(
                Arbitraries.integers().between(0, preset.length()),
                Arbitraries.integers().between(0, 30),
                punctuation)
            .as(
                (start, cut, piece) ->
                    preset.substring(0, start)
                        + piece
                        + preset.substring(Math.min(preset.length(), start + cut)));
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), punctuation, changed);
  }

  private static String digitsOf(int number, List<Integer> caseOfDigit) {
    List<Integer> digits = new ArrayList<>();
    for (int digit = 0; digit < 16; digit++) {
      if (caseOfDigit.get(digit) == number) {
        digits.add(digit);
      }
    }
    return digits.stream().map(Integer::toHexString).collect(Collectors.joining(", "));
  }
}
