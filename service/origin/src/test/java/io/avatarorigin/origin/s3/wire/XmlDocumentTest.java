package io.avatarorigin.origin.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XmlDocumentTest {
  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  @Test
  void writesADeclarationAndTheNamespace() {
    assertThat(text(XmlDocument.of("A", xml -> xml.text("B", "c"))))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<A xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><B>c</B></A>");
  }

  @Test
  void escapesMarkupAndReplacesWhatXmlCannotHold() {
    byte[] document = XmlDocument.plain("A", xml -> xml.characters("<&>\0\r\t\ud83d\ude00\ud800x"));
    assertThat(text(document)).endsWith("<A>&lt;&amp;&gt;\ufffd&#13;\t\ud83d\ude00\ufffdx</A>");
  }

  @Test
  void writesTimesWithMilliseconds() {
    byte[] document = XmlDocument.plain("A", xml -> xml.time("T", Instant.EPOCH));
    assertThat(text(document)).contains("<T>1970-01-01T00:00:00.000Z</T>");
  }

  @Test
  void leavesOutWhatIsAbsent() {
    byte[] document = XmlDocument.plain("A", xml -> xml.text("B", Optional.empty()));
    assertThat(text(document)).doesNotContain("<B");
  }

  @Test
  void tellsAnErrorInOrder() {
    S3Error error = S3Error.of(S3ErrorCode.NO_SUCH_KEY).with("Key", "k");
    assertThat(text(error.toResponse("/b/k", "ID", "HOST").content()))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>NoSuchKey</Code>"
                + "<Message>The key does not exist</Message><Key>k</Key><Resource>/b/k</Resource>"
                + "<RequestId>ID</RequestId><HostId>HOST</HostId></Error>");
  }
}
