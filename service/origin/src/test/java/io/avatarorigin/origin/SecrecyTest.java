package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.s3.RawClient;
import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.Loaded;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that an origin says of itself while it refuses signed requests and faulty keys, and
 * that nothing of it helps anybody to sign.
 */
@Timeout(120)
class SecrecyTest {
  private static final String PATH = "/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346.png";
  private static final String SETTING_SECRET = "hush-of-the-settings";
  private static final String FILE_SECRET = "hush-of-the-files";
  private static final String WEB_SECRET = "hush-of-the-web-socket";
  private static final SignedRequests SETTING = SignedRequests.by("SETTING", SETTING_SECRET);
  private static final SignedRequests FILE = SignedRequests.by("FILE", FILE_SECRET);
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]{64})");

  /** Held strongly, or its level would be forgotten. */
  private static final Logger OURS = Logger.getLogger("io.avatarorigin");

  private final Set<String> unspeakable = new LinkedHashSet<>(List.of("hush-"));
  private final Recorder recorder = new Recorder();

  @TempDir private Path data;
  @TempDir private Path folder;
  private MountedSecret mount;

  /** Keeps every log record, as a formatter would write it. */
  private static final class Recorder extends Handler {
    private final ConcurrentLinkedQueue<String> records = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      StringWriter text = new StringWriter();
      text.append(String.valueOf(record.getMessage())).append('\n');
      if (record.getParameters() != null) {
        text.append(MessageFormat.format(record.getMessage(), record.getParameters()));
      }
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      records.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() throws IOException {
    recorder.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(recorder);
    OURS.setLevel(Level.ALL);
    mount = MountedSecret.at(folder);
    mount.swap(
        Map.of("keys.yaml", "- {access-key-id: FILE, secret-access-key: " + FILE_SECRET + "}"));
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("").removeHandler(recorder);
    OURS.setLevel(null);
  }

  private TestedOrigin tested() {
    return new TestedOrigin(data)
        .with("s3.buckets", "[{name: avatars}]")
        .with(
            "s3.credentials",
            "[{access-key-id: SETTING, secret-access-key: %s},".formatted(SETTING_SECRET)
                + " {access-key-id: LIMITED, secret-access-key: %s, buckets: [none]}]"
                    .formatted(SETTING_SECRET))
        .with("s3.credentials-from", folder.toString())
        .with("web.access", "signed")
        .with("web.signing-keys", "[" + WEB_SECRET + "]");
  }

  /** Requests by name, each a request line and header lines. */
  private static Map<String, List<String>> requests() {
    SignedRequests wrong = SignedRequests.by("SETTING", "a guess");
    SignedRequests early =
        new SignedRequests(
            "SETTING", SETTING_SECRET, "us-east-1", TestedOrigin.NOW.minusSeconds(7200));
    SignedRequests late =
        new SignedRequests(
            "SETTING", SETTING_SECRET, "us-east-1", TestedOrigin.NOW.plusSeconds(7200));
    SignedRequests elsewhere =
        new SignedRequests("SETTING", SETTING_SECRET, "eu-north-9", TestedOrigin.NOW);
    Duration hour = Duration.ofHours(1);
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("right", request("GET", PATH, SETTING.lines("GET", PATH)));
    all.put("right, of a file", request("GET", PATH, FILE.lines("GET", PATH)));
    all.put("right link", request("GET", SETTING.link(PATH, hour)));
    all.put("right, no key", request("GET", "/avatars/x", SETTING.lines("GET", "/avatars/x")));
    all.put("right, no bucket", request("GET", "/none/x", SETTING.lines("GET", "/none/x")));
    all.put("right, a write", request("PUT", PATH, SETTING.lines("PUT", PATH)));
    all.put("right, a delete", request("DELETE", PATH, SETTING.lines("DELETE", PATH)));
    all.put(
        "no rights",
        request("GET", PATH, SignedRequests.by("LIMITED", SETTING_SECRET).lines("GET", PATH)));
    all.put("wrong secret", request("GET", PATH, wrong.lines("GET", PATH)));
    all.put("wrong secret, link", request("GET", wrong.link(PATH, hour)));
    all.put("right for another path", request("GET", PATH, SETTING.lines("GET", "/avatars/x")));
    all.put("right for another method", request("HEAD", SETTING.link(PATH, hour)));
    all.put("expired", request("GET", early.link(PATH, hour)));
    all.put("not valid yet", request("GET", late.link(PATH, hour)));
    all.put("skewed", request("GET", PATH, early.lines("GET", PATH)));
    all.put("other region", request("GET", PATH, elsewhere.lines("GET", PATH)));
    all.put("other region, link", request("GET", elsewhere.link(PATH, hour)));
    all.put(
        "unknown key",
        request("GET", PATH, SignedRequests.by("WHO", SETTING_SECRET).lines("GET", PATH)));
    all.put("no space", request("GET", PATH, "Authorization: hush-token"));
    all.put("basic", request("GET", PATH, "Authorization: Basic hush-token"));
    all.put("bearer", request("GET", PATH, "Authorization: Bearer hush-token"));
    all.put("version 2", request("GET", PATH, "Authorization: AWS SETTING:hush-token"));
    all.put(
        "version 2 link",
        request("GET", PATH + "?AWSAccessKeyId=SETTING&Signature=hush-token&Expires=1"));
    all.put("two ways", request("GET", SETTING.link(PATH, hour), SETTING.lines("GET", PATH)));
    all.put("malformed", request("GET", PATH, replaced("Signature=", "Signatur=")));
    all.put("malformed scope", request("GET", PATH, replaced("/s3/", "/iam/")));
    all.put(
        "no payload value", request("GET", PATH, replaced("x-amz-content-sha256: ", "x-other: ")));
    all.put("odd payload value", request("GET", PATH, replaced("UNSIGNED-PAYLOAD", "odd")));
    all.put("unsigned header", request("GET", PATH, plus("x-amz-meta-a: 1")));
    all.put("token", request("GET", PATH, plus("x-amz-security-token: hush-token")));
    all.put(
        "token, link",
        request("GET", SETTING.link(PATH, hour) + "&X-Amz-Security-Token=hush-token"));
    all.put("repeated", request("GET", SETTING.link(PATH, hour) + "&X-Amz-Expires=1"));
    all.put("too long", request("GET", SETTING.link(PATH, Duration.ofDays(7)) + "0"));
    all.put("unreadable", request("GET", SETTING.link("/avatars/%zz", hour)));
    all.put("a body", request("GET", PATH, plus("Content-Length: 0")));
    all.put("no such method", request("BREW", PATH, SETTING.lines("BREW", PATH)));
    all.put("headers too long", request("GET", PATH, plus("x-long: " + "a".repeat(20_000))));
    return all;
  }

  private static List<String> request(String method, String target, String... lines) {
    List<String> request = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
    request.addAll(List.of(lines));
    return request;
  }

  private static String[] replaced(String from, String to) {
    return List.of(SETTING.lines("GET", PATH)).stream()
        .map(line -> line.replace(from, to))
        .toArray(String[]::new);
  }

  private static String[] plus(String line) {
    List<String> lines = new ArrayList<>(List.of(SETTING.lines("GET", PATH)));
    lines.add(line);
    return lines.toArray(String[]::new);
  }

  @Test
  void saysNothingThatHelpsToSign() throws IOException {
    TestedOrigin tested = tested();
    tested.engine.failsNext().failsNext();
    try (OriginServer origin = tested.start()) {
      requests().forEach((name, request) -> ask(origin, name, request));
      reloadFaultyKeys(origin);
      for (String path : List.of("/metrics", "/status", "/scaling", "/health/ready")) {
        assertSpeakable(path, admin(origin, path));
      }
    }
    assertThat(recorder.records).isNotEmpty();
    recorder.records.forEach(record -> assertSpeakable("a log record", record));
  }

  /** The sender of a wrong signature gets its own back, and nobody else does. */
  private void ask(OriginServer origin, String name, List<String> request) {
    request.forEach(this::note);
    try (RawClient client = new RawClient(origin.s3Port())) {
      RawClient.Reply reply =
          client.send(
              String.join("\r\n", request) + "\r\nHost: localhost\r\n\r\n",
              !request.getFirst().startsWith("HEAD "));
      String said = String.join("\n", reply.lines()) + reply.body();
      assertThat(said).as(name).doesNotContain("hush-");
      if (!said.contains("<Code>SignatureDoesNotMatch</Code>")) {
        assertSpeakable(name, said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private void note(String line) {
    Matcher signature = SIGNATURE.matcher(line);
    if (signature.find()) {
      unspeakable.add(signature.group(1));
    }
  }

  private void assertSpeakable(String where, String text) {
    for (String secret : unspeakable) {
      assertThat(text).as(where).doesNotContain(secret);
    }
    assertThat(text).as(where).doesNotContain("Signature=", "AWS4-HMAC-SHA256 Credential");
  }

  private void reloadFaultyKeys(OriginServer origin) throws IOException {
    int refused = 0;
    for (String faulty : faultyKeys()) {
      mount.swap(Map.of("keys.yaml", faulty));
      String metric =
          "avatar_origin_credential_changes_total{outcome=\"refused\"} %d.0".formatted(++refused);
      String metrics;
      do {
        metrics = admin(origin, "/metrics");
      } while (!metrics.contains(metric));
    }
  }

  private static List<String> faultyKeys() {
    return List.of(
        "- {access-key-id: hush/1, secret-access-key: FILE}",
        "- {access-key-id: FILE, secret-access-key: [hush-2]}\n- hush-3\n- {access-key-id: 'hush-4",
        "hush-5\n",
        "- {access-key-id: FILE, secret-access-key: *hush-6}\n",
        "- {access-key-id: SETTING, secret-access-key: hush-7, reads: drawn}");
  }

  private static String admin(OriginServer origin, String path) throws IOException {
    try (RawClient client = new RawClient(origin.adminPort())) {
      client.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return client.rest();
    }
  }

  @Test
  void printsNoSecretOfItsSettings() {
    Loaded<OriginConfig> loaded = tested().loaded();

    assertThat(loaded.yaml()).contains("SETTING", "LIMITED").doesNotContain("hush-");
    assertThat(loaded.config().toString()).contains("SETTING").doesNotContain("hush-");
  }

  @Test
  void refusesToStartWithoutTellingTheSecret() throws IOException {
    for (String faulty : faultyKeys()) {
      mount.swap(Map.of("keys.yaml", faulty));

      ConfigException refused =
          catchThrowableOfType(ConfigException.class, () -> tested().start().close());

      assertThat(refused.getMessage())
          .containsAnyOf("keys.yaml:", "s3.credentials-from: ")
          .doesNotContain("hush");
    }
  }
}
