package io.avatarorigin.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
  private static final Secret OLD = Secret.of("old secret");
  private static final Secret NEW = Secret.of("new secret");
  private static final StringToSign TEXT = new StringToSign("text");

  private final SigningKeys keys = new SigningKeys(3);

  @Test
  void keepsTheKeyOfAScope() {
    List<SigningKey> first = keys.keysOf(credential("AK", "20260102"), List.of(OLD));

    assertThat(keys.keysOf(credential("AK", "20260102"), List.of(Secret.of("old secret"))))
        .isSameAs(first);
    assertThat(keys.keysOf(credential("AK", "20260103"), List.of(OLD))).isNotSameAs(first);
    assertThat(keys.size()).isEqualTo(2);
  }

  @Test
  void derivesAKeyForEverySecretOfARotation() {
    Credential credential = credential("AK", "20260102");

    List<SigningKey> both = keys.keysOf(credential, List.of(OLD, NEW));

    assertThat(both)
        .extracting(key -> key.sign(TEXT))
        .containsExactly(
            SigningKey.derive(OLD, credential.scope()).sign(TEXT),
            SigningKey.derive(NEW, credential.scope()).sign(TEXT));
  }

  @Test
  void dropsEveryKeyOfAnIdWhoseSecretsChanged() {
    // Given
    keys.keysOf(credential("AK", "20260101"), List.of(OLD));
    keys.keysOf(credential("AK", "20260102"), List.of(OLD));
    keys.keysOf(credential("OTHER", "20260102"), List.of(OLD));

    // When
    List<SigningKey> rotated = keys.keysOf(credential("AK", "20260102"), List.of(NEW));

    // Then
    assertThat(rotated.getFirst().sign(TEXT))
        .isEqualTo(SigningKey.derive(NEW, credential("AK", "20260102").scope()).sign(TEXT));
    assertThat(keys.size()).isEqualTo(2);
  }

  @Test
  void forgetsAWithdrawnId() {
    keys.keysOf(credential("AK", "20260101"), List.of(OLD));
    keys.keysOf(credential("OTHER", "20260101"), List.of(OLD));

    keys.forget("AK");

    assertThat(keys.size()).isEqualTo(1);
  }

  @Test
  void staysWithinItsCapacity() {
    for (int day = 10; day < 30; day++) {
      keys.keysOf(credential("AK", "202601" + day), List.of(OLD));
      assertThat(keys.size()).isBetween(1, 3);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new SigningKeys(0));
  }

  @Test
  void verifiesItsOwnSignaturesOnly() {
    SigningKey key = SigningKey.derive(OLD, credential("AK", "20260102").scope());
    String signature = key.sign(TEXT);

    assertThat(key.verifies(TEXT, signature)).isTrue();
    assertThat(key.verifies(new StringToSign("other"), signature)).isFalse();
    for (int i = 0; i < 64; i++) {
      char other = signature.charAt(i) == '0' ? '1' : '0';
      String changed = signature.substring(0, i) + other + signature.substring(i + 1);
      assertThat(key.verifies(TEXT, changed)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0f", "İ"})
  void takesNothingForASignatureThatIsNot64HexDigits(String signature) {
    SigningKey key = SigningKey.derive(OLD, credential("AK", "20260102").scope());

    assertThat(key.verifies(TEXT, signature)).isFalse();
    assertThat(key.verifies(TEXT, key.sign(TEXT).toUpperCase(Locale.ROOT))).isFalse();
    assertThat(key.verifies(TEXT, key.sign(TEXT) + "0")).isFalse();
  }

  @Test
  void signsForManyThreadsAtOnce() {
    SigningKey key = SigningKey.derive(OLD, credential("AK", "20260102").scope());
    String signature = key.sign(TEXT);

    assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> key.sign(TEXT)))
        .allMatch(signature::equals);
  }

  @Test
  void neverShowsASecret() {
    assertThat(OLD).hasToString("Secret[hidden]").isEqualTo(Secret.of("old secret"));
    assertThat(OLD).isNotEqualTo(NEW).hasSameHashCodeAs(Secret.of("old secret"));
    assertThat(new AccessKey("AK", OLD).toString()).doesNotContain("old secret");
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new AccessKey("a/b", OLD));
  }

  @Test
  void knowsTheHashOfNothing() {
    assertThat(PayloadHash.of(new byte[0])).isEqualTo(PayloadHash.EMPTY);
    assertThat(PayloadHash.isDigest(PayloadHash.EMPTY)).isTrue();
    assertThat(HexFormat.of().parseHex(PayloadHash.EMPTY)).hasSize(32);
  }

  private static Credential credential(String id, String date) {
    return new Credential(id, new CredentialScope(date, "auto", "s3"));
  }
}
