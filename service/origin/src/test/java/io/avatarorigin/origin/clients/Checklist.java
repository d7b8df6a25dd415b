package io.avatarorigin.origin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;

/** What every client must have seen, whatever it is written in. */
final class Checklist {
  private static final DateTimeFormatter SIGNING_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Served served;
  private final TestedClient client;
  private final Served.Session session;

  Checklist(Served served, TestedClient client, Served.Session session) {
    this.served = served;
    this.client = client;
    this.session = session;
  }

  void verify(Check check, JsonNode seen) {
    assertThat(seen).as("%s: %s", client, check.key()).isNotNull();
    assertThat(seen.get("error")).as("%s: %s: %s", client, check.key(), seen).isNull();
    switch (check) {
      case GET -> assertObject(seen, served.small());
      case HEAD -> assertDescription(seen, served.small());
      case LIST -> assertListed(seen);
      case RANGE -> assertBytes(seen, Arrays.copyOfRange(served.small().body(), 100, 300));
      case ATTRIBUTES -> assertAttributes(seen, served.small().body());
      case LARGE, PARTS -> assertBytes(seen, served.large().body());
      case NOT_MODIFIED -> assertThat(seen.path("status").asInt()).isEqualTo(304);
      case PRECONDITION_FAILED -> assertRefused(seen, 412, "PreconditionFailed");
      case PRESIGNED -> assertPresigned(seen.get("url").asText());
      case SIGNATURE_VERSION_2 -> assertVersion2Refused(seen.get("url").asText());
      case MISSING -> assertRefused(seen, 404, "NoSuchKey");
      case MISSING_HEAD -> assertRefused(seen, 404, "NotFound");
      case WRONG_SECRET -> assertRefused(seen, 403, "SignatureDoesNotMatch");
      case WRONG_REGION -> assertWrongRegion(seen);
      case SKEWED -> assertSkewed(seen);
      case BUCKETS -> assertThat(texts(seen, "buckets")).isEqualTo(Served.BUCKETS);
      case LOCATION -> assertThat(seen.get("region").asText()).isEqualTo(Served.REGION);
      case ODD_KEY -> assertObject(seen, served.odd());
      case HOSTED -> assertObject(seen, served.small());
      case RETRIED -> assertRetried(seen);
      case UNAVAILABLE -> assertUnavailable(seen);
      case COLD -> assertCold(seen);
    }
  }

  private static List<String> texts(JsonNode seen, String name) {
    return StreamSupport.stream(seen.get(name).spliterator(), false).map(JsonNode::asText).toList();
  }

  /** What lists tell is what HEAD tells. */
  private void assertListed(JsonNode seen) {
    List<Served.Listed> listed = served.listed();
    assertThat(seen.get("objects").findValuesAsText("key"))
        .isEqualTo(listed.stream().map(Served.Listed::key).toList());
    for (int i = 0; i < listed.size(); i++) {
      JsonNode object = seen.get("objects").get(i);
      Served.Listed expected = listed.get(i);
      assertThat(object.get("length").asInt()).as(expected.key()).isEqualTo(expected.length());
      assertThat(object.get("etag").asText().replace("\"", ""))
          .as(expected.key())
          .isEqualTo(expected.md5());
    }
  }

  private static void assertAttributes(JsonNode seen, byte[] content) {
    CRC32 crc32 = new CRC32();
    crc32.update(content);
    byte[] sum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc32.getValue()).array();
    assertThat(seen.get("etag").asText()).isEqualTo(Report.md5(content)); // here it is bare
    assertThat(seen.get("length").asInt()).isEqualTo(content.length);
    assertThat(seen.get("storageClass").asText()).isEqualTo("STANDARD");
    assertThat(seen.get("crc32").asText()).isEqualTo(Base64.getEncoder().encodeToString(sum));
  }

  /** Where a client tells less of what it reads, what it tells must be right. */
  private static void assertObject(JsonNode seen, HttpResponse<byte[]> object) {
    assertBytes(seen, object.body());
    if (seen.has("etag")) {
      assertDescription(seen, object);
    }
  }

  private static void assertBytes(JsonNode seen, byte[] content) {
    assertThat(seen.get("length").asInt()).isEqualTo(content.length);
    assertThat(seen.get("md5").asText()).isEqualTo(Report.md5(content));
  }

  private static void assertDescription(JsonNode seen, HttpResponse<byte[]> object) {
    assertThat(seen.get("length").asInt()).isEqualTo(object.body().length);
    assertThat(seen.get("etag").asText().replace("\"", "")).isEqualTo(Report.md5(object.body()));
    assertThat(seen.get("type").asText()).isEqualTo("image/png");
  }

  /** A client tells the status, the code, or both; none of them may be another. */
  private static void assertRefused(JsonNode seen, int status, String code) {
    assertThat(seen.has("status") || seen.has("code")).as("%s", seen).isTrue();
    assertThat(seen.path("status").asInt(status)).as("%s", seen).isEqualTo(status);
    assertThat(seen.path("code").asText(code)).as("%s", seen).isEqualTo(code);
  }

  private void assertWrongRegion(JsonNode seen) {
    if (client.correctsRegion()) {
      assertObject(seen, served.small());
    } else {
      assertRefused(seen, 400, "AuthorizationHeaderMalformed");
    }
  }

  /** Some clients read the time from the refusal, and sign again. */
  private void assertSkewed(JsonNode seen) {
    if (seen.has("md5")) {
      assertObject(seen, served.small());
    } else {
      assertRefused(seen, 403, "RequestTimeTooSkewed");
    }
    assertThat(session.tap().exchanges(Served.smallKey().substring(0, 32)))
        .filteredOn(Checklist::isSignedTooEarly)
        .isNotEmpty()
        .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(403));
  }

  private static boolean isSignedTooEarly(Wiretap.Exchange exchange) {
    Instant latest = Instant.now().minus(Duration.ofMinutes(16));
    return exchange
        .request()
        .header("x-amz-date")
        .filter(date -> date.compareTo(SIGNING_TIME.format(latest)) < 0)
        .isPresent();
  }

  private void assertPresigned(String url) {
    HttpResponse<byte[]> answer = fetch(url);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(served.small().body());

    HttpResponse<byte[]> tampered = fetch(url.replace("96.png", "97.png"));
    assertThat(tampered.statusCode()).isEqualTo(403);
    assertThat(new String(tampered.body(), StandardCharsets.UTF_8))
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  private static void assertVersion2Refused(String url) {
    HttpResponse<byte[]> answer = fetch(url);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("<Code>InvalidRequest</Code>", "AWS4-HMAC-SHA256");
  }

  private void assertRetried(JsonNode seen) {
    assertThat(seen.get("md5").asText()).isEqualTo(served.retriedMd5(session));
    assertThat(session.tap().exchanges(session.retried().digits()))
        .extracting(Wiretap.Exchange::status)
        .contains(503)
        .hasSizeLessThanOrEqualTo(8);
    assertThat(served.engine().begun(session.retried())).isEqualTo(1);
  }

  private void assertUnavailable(JsonNode seen) {
    assertRefused(seen, 503, "ServiceUnavailable");
    assertThat(session.tap().exchanges(session.order().lateKey().substring(0, 32)))
        .extracting(Wiretap.Exchange::status)
        .containsExactly(503);
  }

  /** HEAD, HEAD and GET are what the most careful client sends for a read. */
  private void assertCold(JsonNode seen) {
    assertThat(seen.get("md5").asText()).isEqualTo(served.coldMd5(session));
    assertThat(session.tap().exchanges(session.cold().digits()))
        .hasSizeLessThanOrEqualTo(3)
        .allSatisfy(exchange -> assertThat(exchange.status()).isIn(200, 206));
    assertThat(served.engine().begun(session.cold())).isEqualTo(1);
  }

  private static HttpResponse<byte[]> fetch(String url) {
    return Anybody.asks("GET", URI.create(url));
  }
}
