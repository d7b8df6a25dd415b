package io.avatarorigin.origin.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  @Provide
  static Arbitrary<String> keys() {
    return Arbitraries.of(
            "a", "b", "/", "\0", "\u007f", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\udbff\udfff")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  @Property
  void isThatOfOctets(@ForAll("keys") String a, @ForAll("keys") String b) {
    assertThat(Integer.signum(KeyOrder.COMPARATOR.compare(a, b)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(octets(a), octets(b))));
  }

  @Property
  void nothingIsBetweenAKeyAndThePositionBehindIt(
      @ForAll("keys") String key, @ForAll("keys") String other) {
    assertThat(KeyOrder.COMPARATOR.compare(other, KeyOrder.after(key)) < 0)
        .isEqualTo(KeyOrder.COMPARATOR.compare(other, key) <= 0);
  }

  @Property
  void whatBeginsSoEndsWhereTheRestBegins(
      @ForAll("keys") String prefix, @ForAll("keys") String other) {
    Optional<String> behind = KeyOrder.afterAll(prefix);
    boolean before = behind.isEmpty() || KeyOrder.COMPARATOR.compare(other, behind.get()) < 0;

    assertThat(before)
        .isEqualTo(other.startsWith(prefix) || KeyOrder.COMPARATOR.compare(other, prefix) < 0);
  }

  @Test
  void nothingIsBehindTheLastOfAll() {
    assertThat(KeyOrder.afterAll("")).isEmpty();
    assertThat(KeyOrder.afterAll("\udbff\udfff")).isEmpty();
    assertThat(KeyOrder.afterAll("\ud7ff")).contains("\ue000");
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
