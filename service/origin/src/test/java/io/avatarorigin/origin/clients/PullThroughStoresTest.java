package io.avatarorigin.origin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.vocabulary.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stores in front of the origin send on the wire, as far as it is known of each. */
@Timeout(60)
class PullThroughStoresTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final String KEY = "/" + HASH.digits() + ".png";
  private static final HeaderField IDENTITY = new HeaderField("accept-encoding", "identity");
  private static final HeaderField BAGGAGE =
      new HeaderField("baggage", "caller=tigris,reason=shadow-read");

  @TempDir private Path data;
  private TestedOrigin tested;
  private OriginServer origin;

  @BeforeEach
  void start() {
    tested =
        new TestedOrigin(data)
            .at(InstantSource.system())
            .with("s3.base-domains", "[azurda.localhost]")
            .with("s3.buckets", "[{name: fallthrough, access: signed}]")
            .with(
                "s3.credentials",
                "[{access-key-id: %s, secret-access-key: '%s'}]"
                    .formatted(Served.ACCESS_KEY_ID, Served.SECRET));
    origin = tested.start();
  }

  @AfterEach
  void stop() {
    tested.engine.release();
    origin.close();
  }

  private StoreConnection tigris() throws IOException {
    return StoreConnection.open(origin.s3Port(), "fallthrough.azurda.localhost", "auto");
  }

  private StoreConnection rustfs() throws IOException {
    return StoreConnection.open(origin.s3Port(), "127.0.0.1", "us-east-1");
  }

  @Test
  void tigrisIsConfiguredWhileNothingCanBeDrawn() throws IOException {
    tested.engine.held();
    try (StoreConnection waiting = tigris();
        StoreConnection configuring = tigris()) {
      waiting.send("GET", KEY, "", BAGGAGE, IDENTITY);

      for (String query : List.of("", "list-type=2&max-keys=1")) {
        StoreConnection.Reply list = configuring.ask("GET", "/", query, IDENTITY);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).contains("<Name>fallthrough</Name>", "<IsTruncated>false<");
      }
    }
  }

  @Test
  void tigrisReadsTwiceForEachMissAndOneIsDrawn() throws IOException {
    try (StoreConnection serving = tigris();
        StoreConnection copying = tigris()) {
      serving.send("GET", KEY, "", BAGGAGE, IDENTITY);
      copying.send("GET", KEY, "x-id=GetObject", IDENTITY);

      StoreConnection.Reply served = serving.read(true);
      StoreConnection.Reply copied = copying.read(true);
      assertThat(List.of(served, copied)).allSatisfy(PullThroughStoresTest::assertPicture);
      assertThat(copied.body()).isEqualTo(served.body());
      assertThat(copied.header("last-modified")).isEqualTo(served.header("last-modified"));
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  @Test
  void eightConnectionsOfTigrisShareOneDraw() throws IOException, InterruptedException {
    tested.engine.held();
    List<StoreConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        StoreConnection connection = tigris();
        connections.add(connection);
        connection.send("GET", KEY, i % 2 == 0 ? "" : "x-id=GetObject", IDENTITY);
      }
      tested.engine.awaitFirstDraw();
      tested.engine.release();

      List<String> etags = new ArrayList<>();
      for (StoreConnection connection : connections) {
        StoreConnection.Reply reply = connection.read(true);
        assertPicture(reply);
        etags.add(reply.header("etag"));
      }
      assertThat(etags).hasSize(8).containsOnly(etags.getFirst());
      assertThat(tested.engine.begun()).isEqualTo(1);
    } finally {
      for (StoreConnection connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void tigrisDeletesItsCopyAndReadsTheSameAgain() throws IOException {
    try (StoreConnection tigris = tigris()) {
      StoreConnection.Reply before = tigris.ask("GET", KEY, "", IDENTITY);
      StoreConnection.Reply deleted = tigris.ask("DELETE", KEY, "x-id=DeleteObject", IDENTITY);
      StoreConnection.Reply after = tigris.ask("GET", KEY, "x-id=GetObject", IDENTITY);

      assertThat(deleted.status()).isEqualTo(204);
      assertThat(deleted.body()).isEmpty();
      assertThat(after.body()).isEqualTo(before.body());
      assertThat(after.header("etag")).isEqualTo(before.header("etag"));
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  /** HEAD answers for the object itself; GET copies it, a large one by several ranges. */
  @Test
  void sippyCopiesALargeObjectByRanges() throws IOException {
    tested.engine.noisy(HASH, 1024);
    String key = "/fallthrough/" + HASH.digits() + "@1024.png";
    int part = 1 << 20;
    try (StoreConnection sippy = StoreConnection.open(origin.s3Port(), "127.0.0.1", "auto")) {
      StoreConnection.Reply head = sippy.ask("HEAD", key, "");
      int length = Integer.parseInt(head.header("content-length"));
      ByteArrayOutputStream copy = new ByteArrayOutputStream(length);
      for (int first = 0; first < length; first += part) {
        int last = Math.min(first + part, length) - 1;
        HeaderField range = new HeaderField("range", "bytes=" + first + "-" + last);
        StoreConnection.Reply reply =
            sippy.ask("GET", key, "", range, new HeaderField("if-match", head.header("etag")));
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("content-range"))
            .isEqualTo("bytes " + first + "-" + last + "/" + length);
        copy.writeBytes(reply.body());
      }
      StoreConnection.Reply whole = sippy.ask("GET", key, "");

      assertThat(length).isGreaterThan(2 * part);
      assertThat(copy.toByteArray()).isEqualTo(whole.body());
      assertThat(whole.header("etag")).isEqualTo('"' + Report.md5(whole.body()) + '"');
      assertThat(whole.header("content-type")).isEqualTo("image/png");
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  @Test
  void rustfsChecksTheBucketAndReadsWhatItHasNot() throws IOException {
    try (StoreConnection rustfs = rustfs()) {
      assertThat(rustfs.ask("HEAD", "/fallthrough", "").status()).isEqualTo(200);
      StoreConnection.Reply list =
          rustfs.ask("GET", "/fallthrough", "list-type=2&max-keys=1&prefix=");
      StoreConnection.Reply head = rustfs.ask("HEAD", "/fallthrough" + KEY, "");
      StoreConnection.Reply get = rustfs.ask("GET", "/fallthrough" + KEY, "x-id=GetObject");

      assertThat(list.status()).isEqualTo(200);
      assertThat(list.text()).contains("<KeyCount>0</KeyCount>");
      assertPicture(get);
      for (String name : List.of("content-length", "content-type", "etag", "last-modified")) {
        assertThat(head.header(name)).as(name).isNotEmpty().isEqualTo(get.header(name));
      }
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  /** It remembers a 404 for half a minute, and opens a breaker after five 5xx. */
  @Test
  void rustfsIsToldWhichKeysAreNone() throws IOException {
    try (StoreConnection rustfs = rustfs()) {
      assertThat(rustfs.ask("HEAD", "/fallthrough/robots.txt", "").status()).isEqualTo(404);
      StoreConnection.Reply get = rustfs.ask("GET", "/fallthrough/robots.txt", "");
      StoreConnection.Reply bucket = rustfs.ask("HEAD", "/no-such-bucket", "");

      assertThat(get.status()).isEqualTo(404);
      assertThat(get.text()).contains("<Code>NoSuchKey</Code>");
      assertThat(bucket.status()).isEqualTo(404);
      assertThat(tested.engine.begun()).isZero();
    }
  }

  private static void assertPicture(StoreConnection.Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).isEqualTo("image/png");
    assertThat(reply.header("content-encoding")).isEmpty();
    assertThat(reply.header("content-length")).isEqualTo(Integer.toString(reply.body().length));
    assertThat(reply.header("etag")).isEqualTo('"' + Report.md5(reply.body()) + '"');
  }
}
