package io.avatarorigin.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {

  /** A text as {@code text*weight}, a BREAK as {@code /}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "a cat!a cat*1",
        "a (cat) b!a *1|cat*1.1| b*1",
        "((cat))!cat*1.21",
        "(((cat)))!cat*1.331",
        "(cat:1.5)!cat*1.5",
        "(cat : 0.5 )!cat *0.5",
        "(cat:-0.5)!cat*-0.5",
        "(cat:+.5)!cat*0.5",
        "(cat:2.)!cat*2",
        "[cat]!cat*0.909091",
        "[[cat]]!cat*0.826446",
        "[(cat)]!cat*1",
        "([cat] and [dog]:1.3)!cat*1.181818| and *1.3|dog*1.181818",
        "a ((b:2) c:3) d!a *1|b*6| c*3| d*1",
        "(a (b) c)!a *1.1|b*1.21| c*1.1",
        "\\(cat\\)!(cat)*1",
        "\\[cat\\]!\"[cat]*1\"",
        "(\\(cat\\):1.2)!(cat)*1.2",
        "a\\\\b!a\\b*1",
        "a\\b!ab*1",
        "(cat!cat*1.1",
        "((a) b!a*1.21| b*1.1",
        "[cat!cat*0.909091",
        "(a [b!a *1.1|b*1",
        "cat)!cat)*1",
        "cat]!cat]*1",
        "cat:1.2)!cat:1.2)*1",
        "(cat:1.2!cat:1.2*1.1",
        "[cat:1.2]!cat:1.2*0.909091",
        "(cat:big)!cat:big*1.1",
        "(cat:1.2.3)!cat:1.2.3*1.1",
        "(cat:.)!cat:.*1.1",
        "a: b!a: b*1",
        "()!\"\"",
        "a()b!ab*1",
        "(:1.2)!\"\"",
        "a BREAK b!a*1|/|b*1",
        "aBREAK b!aBREAK b*1",
        "a break b!a break b*1",
        "a_BREAK b!a_BREAK b*1",
        "a, BREAK, b!a,*1|/|, b*1",
        "BREAK!/",
        "a BREAK BREAK b!a*1|/|/|b*1",
        "(a BREAK b:1.2) c!a*1.2|/|b*1.2| c*1",
        "(a:1.2)(b:1.2)!ab*1.2"
      })
  void readsWhatAutomatic1111Reads(String prompt, String expected) {
    assertThat(written(Prompt.parse(prompt))).isEqualTo(expected);
  }

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
        "a, <lora:x:what>, b|a, b",
        "a, <lora:one,two:1>, b|a, b",
        "<lora:cdi:1>|\"\"",
        "a, , b,|a, , b,",
        "a <lora b|a <lora b",
        "a <lora:b, c|a <lora:b, c",
        "a> <lora:b, c|a> <lora:b, c"
      })
  void takesTagsOutWithTheCommaThatIsTheirs(String prompt, String expected) {
    assertThat(text(Prompt.parse(prompt))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "<lora:cdi>, cdi, 1, 1",
    "<lora:cdi:0.5>, cdi, 0.5, 0.5",
    "<lora:cdi:-1>, cdi, -1, -1",
    "<lora:cdi:0.5:0.25>, cdi, 0.5, 0.25",
    "<lora:cdi:te=0.5>, cdi, 0.5, 0.5",
    "<lora:cdi:unet=0.5>, cdi, 1, 0.5",
    "<lora:cdi:0.3:unet=0.5>, cdi, 0.3, 0.5",
    "<lora:cdi:te=0.2:unet=0.5>, cdi, 0.2, 0.5",
    "<lora: my name :1>, my name, 1, 1"
  })
  void readsTags(String tag, String name, double textWeight, double unetWeight) {
    Prompt prompt = Prompt.parse("a, " + tag + ", b");
    assertThat(prompt.loras()).containsExactly(new LoraTag(tag, name, textWeight, unetWeight));
    assertThat(prompt.unreadableTags()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<lora:>",
    "<lora::1>",
    "<lora:a:>",
    "<lora:a:x>",
    "<lora:a:1:2:3>",
    "<lora:a:1:NaN>"
  })
  void keepsTagsThatItCannotReadApart(String tag) {
    Prompt prompt = Prompt.parse("smile " + tag);
    assertThat(prompt.unreadableTags()).containsExactly(tag);
    assertThat(prompt.loras()).isEmpty();
    assertThat(text(prompt)).isEqualTo("smile");
  }

  @Test
  @Timeout(10)
  void readsAsFastAsAPromptIsLong() {
    String spaces = " ".repeat(60_000);
    assertThat(Prompt.parse("a" + spaces + "b").sections())
        .containsExactly(List.of(new WeightedText("a" + spaces + "b", 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\n", "\u0085", "\u00a0", "\u2003", "\u3000"})
  void takesWhiteSpaceAroundABreakForItsOwn(String white) {
    assertThat(Prompt.parse("a" + white + "BREAK" + white + white + "b" + white).sections())
        .containsExactly(
            List.of(new WeightedText("a", 1)), List.of(new WeightedText("b" + white, 1)));
  }

  @Test
  void knowsWhenThereIsNoText() {
    assertThat(Prompt.parse("<lora:a:1>").isEmpty()).isTrue();
    assertThat(Prompt.parse("a").isEmpty()).isFalse();
    assertThat(Prompt.parse("BREAK").isEmpty()).isFalse();
  }

  @Test
  void keepsTheOrderOfTags() {
    assertThat(Prompt.parse("<lora:b:1> (x <lora:a:2>:1.2)").loras())
        .extracting(LoraTag::name)
        .containsExactly("b", "a");
  }

  @Property
  void readsEverything(@ForAll("syntax") String prompt) {
    Prompt parsed = Prompt.parse(prompt);
    assertThat(parsed.sections()).isNotEmpty();
    assertThat(text(parsed)).doesNotContainPattern("<lora:[^>]*>");
    assertThat(parsed.sections())
        .allSatisfy(
            section ->
                assertThat(section).allSatisfy(span -> assertThat(span.text()).isNotEmpty()));
  }

  @Property
  void leavesTextWithoutSyntaxAlone(@ForAll("plain") String prompt) {
    assertThat(Prompt.parse(prompt).sections())
        .containsExactly(prompt.isEmpty() ? List.of() : List.of(new WeightedText(prompt, 1)));
  }

  @Property
  void readsEscapedTextAsText(@ForAll("brackets") String prompt) {
    String escaped = prompt.replaceAll("[()\\[\\]\\\\]", "\\\\$0");
    assertThat(text(Prompt.parse(escaped))).isEqualTo(prompt);
  }

  @Provide
  Arbitrary<String> syntax() {
    return Arbitraries.of(
            "(", ")", "[", "]", ":", "\\", "1.2", "-", " ", "BREAK", "<lora:", ">", "a", ",", "é")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings()
        .filter(text -> text.chars().noneMatch(letter -> "()[]\\".indexOf(letter) >= 0));
  }

  @Provide
  Arbitrary<String> brackets() {
    return Arbitraries.strings().withChars("ab :1()[]\\").ofMaxLength(30);
  }

  private static String written(Prompt prompt) {
    return prompt.sections().stream()
        .map(
            section ->
                section.stream()
                    .map(span -> span.text() + "*" + shortened(span.weight()))
                    .collect(Collectors.joining("|")))
        .collect(Collectors.joining("|/|"))
        .replaceAll("^\\|", "")
        .replaceAll("\\|$", "")
        .replace("||", "|");
  }

  private static String shortened(double weight) {
    double rounded = Math.rint(weight * 1e6) / 1e6;
    assertThat(weight).isCloseTo(rounded, within(1e-6));
    return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
  }

  private static String text(Prompt prompt) {
    return prompt.sections().stream()
        .flatMap(List::stream)
        .map(WeightedText::text)
        .collect(Collectors.joining());
  }
}
