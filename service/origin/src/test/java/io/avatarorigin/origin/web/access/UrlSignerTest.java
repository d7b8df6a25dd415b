package io.avatarorigin.origin.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.web.exchange.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSignerTest {
  private static final String PATH = "/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final Instant EXPIRY = Instant.ofEpochSecond(1778051350);
  private static final Instant BEFORE = EXPIRY.minusSeconds(1);
  private static final SigningKey OLD = key("a key that is long enough");
  private static final SigningKey NEW = key("another that is long enough");

  private final UrlSigner signer = UrlSigner.of(List.of(OLD));

  private static SigningKey key(String secret) {
    return SigningKey.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static UrlSigner.Verdict verify(UrlSigner signer, String url, Instant now) {
    int mark = url.indexOf('?');
    return signer.verify(url.substring(0, mark), Query.parse(url.substring(mark + 1)), now);
  }

  @Test
  void signsAsOpensslDoes() { // openssl dgst -sha256 -hmac KEY -binary | basenc --base64url
    assertThat(signer.sign(PATH + "?s=64", EXPIRY))
        .isEqualTo(
            PATH + "?s=64&exp=1778051350" + "&sig=V49JeXmiQAIdWUwChFi43TXTjn6u6Xs6t-OD-cMqbOI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "?s=64", "?d=https%3A%2F%2Fa.example%2Fb.png&&s=64", "?s"})
  void verifiesWhatItSigned(String query) {
    assertThat(verify(signer, signer.sign(PATH + query, EXPIRY), BEFORE))
        .isEqualTo(UrlSigner.Verdict.VALID);
  }

  @Test
  void letsTheSignatureStandAnywhereInTheQuery() {
    String signed = signer.sign(PATH + "?s=64", EXPIRY);
    String signature = signed.substring(signed.indexOf("&sig=") + 1);
    String moved = PATH + "?" + signature + "&s=64&exp=1778051350";

    assertThat(verify(signer, moved, BEFORE)).isEqualTo(UrlSigner.Verdict.VALID);
  }

  @Test
  void expires() {
    String signed = signer.sign(PATH, EXPIRY);

    assertThat(verify(signer, signed, EXPIRY)).isEqualTo(UrlSigner.Verdict.EXPIRED);
  }

  @Test
  void missesWhatIsNotThere() {
    assertThat(verify(signer, PATH + "?s=64", BEFORE)).isEqualTo(UrlSigner.Verdict.MISSING);
    assertThat(verify(signer, PATH + "?exp=1778051350", BEFORE))
        .isEqualTo(UrlSigner.Verdict.MISSING);
    assertThat(verify(signer, PATH + "?sig=x", BEFORE)).isEqualTo(UrlSigner.Verdict.MISSING);
  }

  @Test
  void refusesWhatWasChanged() {
    String signed = signer.sign(PATH + "?s=64", EXPIRY);

    assertThat(verify(signer, signed.replace("0bc8", "1bc8"), BEFORE))
        .isEqualTo(UrlSigner.Verdict.WRONG);
    assertThat(verify(signer, signed.replace("s=64", "s=65"), BEFORE))
        .isEqualTo(UrlSigner.Verdict.WRONG);
    assertThat(verify(signer, signed.replace("exp=17", "exp=18"), BEFORE))
        .isEqualTo(UrlSigner.Verdict.WRONG);
    assertThat(verify(signer, signed + "&_=1", BEFORE)).isEqualTo(UrlSigner.Verdict.WRONG);
    assertThat(verify(signer, signed + "&exp=1", BEFORE)).isEqualTo(UrlSigner.Verdict.WRONG);
    assertThat(verify(signer, signed + "=", BEFORE)).isEqualTo(UrlSigner.Verdict.WRONG);
  }

  @Test
  void acceptsTheOldKeyWhileTheNewOneSigns() {
    UrlSigner both = UrlSigner.of(List.of(NEW, OLD));

    assertThat(verify(both, signer.sign(PATH, EXPIRY), BEFORE)).isEqualTo(UrlSigner.Verdict.VALID);
    assertThat(both.sign(PATH, EXPIRY)).isEqualTo(UrlSigner.of(List.of(NEW)).sign(PATH, EXPIRY));
    assertThat(verify(UrlSigner.of(List.of(NEW)), signer.sign(PATH, EXPIRY), BEFORE))
        .isEqualTo(UrlSigner.Verdict.WRONG);
  }

  @Test
  void signsNothingTwice() {
    String signed = signer.sign(PATH, EXPIRY);

    assertThatThrownBy(() -> signer.sign(signed, EXPIRY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> signer.sign("avatar/x", EXPIRY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesKeysThatAreTooShortAndShowsNone() {
    assertThatThrownBy(() -> key("short")).hasMessageContaining("at least 16 bytes");
    assertThatThrownBy(() -> UrlSigner.of(List.of())).hasMessageContaining("takes a key");
    assertThat(OLD.toString()).doesNotContain("long enough");
  }
}
