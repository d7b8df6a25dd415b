package io.avatarorigin.origin.clients;

import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import io.avatarorigin.origin.engine.FakeEngine;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Two assembled origins, and what they serve: a plain one with a large pinned object and a hasty
 * bucket that waits for no draw, and one whose keys have an unusual prefix and whose lists stay as
 * they are.
 */
final class Served implements AutoCloseable {
  static final String REGION = "eu-central-1";
  static final String BUCKET = "signed";
  static final List<String> BUCKETS = List.of("hasty", "open", BUCKET);
  static final String ACCESS_KEY_ID = "AKIDCLIENTS";
  static final String SECRET = "a secret+of/the tests";
  static final String ODD_PREFIX = "Größe 1+2/ä b/";
  private static final String HASTY = "hasty";
  private static final Hash SMALL = Hash.parse("10000000000000000000000000000001");
  private static final String LARGE = "2000 parts.bin";

  /** The draw that the checklist of every client waits for. */
  private static final Duration COLD_DRAW = Duration.ofSeconds(12);

  private static final Duration HASTY_WAIT = Duration.ofMillis(500);
  private static final int LARGE_SIZE = 20 << 20;

  /** In the order of lists. */
  private static final List<String> LISTED =
      List.of(
          "00000000000000000000000000000000@64.jpg",
          "00000000000000000000000000000000@64.webp",
          SMALL.digits() + "@8.png",
          SMALL.digits() + "@96.png",
          "abcdef00000000000000000000000000@64.png",
          "f".repeat(32) + "@64.png",
          "f".repeat(64) + "@64.png");

  private final List<Wiretap> taps = new ArrayList<>();
  private final TestedOrigin first;
  private final TestedOrigin second;
  private final OriginServer origin;
  private final OriginServer other;
  private final HttpResponse<byte[]> small;
  private final HttpResponse<byte[]> large;
  private final HttpResponse<byte[]> odd;
  private final List<Listed> listed;

  private Served(Path folder) {
    first =
        origin(folder.resolve("first"))
            .with("pinned.folder", pinned(folder.resolve("pinned")).toString());
    second = origin(folder.resolve("second")).with("keys.prefix", ODD_PREFIX);
    first.engine.noisy(SMALL, 96);
    second.engine.noisy(SMALL, 96);
    origin = first.start();
    other = second.start();
    small = read(origin, smallKey());
    large = read(origin, LARGE);
    odd = read(other, ODD_PREFIX + smallKey());
    listed = LISTED.stream().map(key -> drawn(ODD_PREFIX + key)).toList();
  }

  /** What lists tell of an object. */
  record Listed(String key, int length, String md5) {}

  /** An object of the other origin, drawn if need be, as HEAD describes it. */
  private Listed drawn(String key) {
    read(other, key);
    HttpResponse<byte[]> head = ask(other, "HEAD", key);
    return new Listed(
        key,
        Integer.parseInt(head.headers().firstValue("Content-Length").orElseThrow()),
        head.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
  }

  /** A folder with a file that cannot be compressed. */
  private static Path pinned(Path folder) {
    byte[] content = new byte[LARGE_SIZE];
    new Random(20).nextBytes(content);
    try {
      Files.write(created(folder).resolve(LARGE), content);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Served start(Path folder) {
    return new Served(folder);
  }

  private static TestedOrigin origin(Path data) {
    return new TestedOrigin(data)
        .at(InstantSource.system())
        .with("s3.region", REGION)
        .with("s3.base-domains", "[s3.localhost]")
        .with("engine.drawers", "32")
        .with(
            "s3.credentials",
            "[{access-key-id: %s, secret-access-key: '%s'}]".formatted(ACCESS_KEY_ID, SECRET))
        .with(
            "s3.buckets",
            "[{name: open, access: public}, {name: %s, list: drawn}, {name: %s, wait: %dms}]"
                .formatted(BUCKET, HASTY, HASTY_WAIT.toMillis()));
  }

  /** What one client is to read, and how its requests are told from those of others. */
  record Session(Order order, Wiretap tap, Wiretap other, Hash cold, Hash retried) {}

  /** The session of the client of this number. */
  Session session(int number, Path folder) {
    Hash cold = Hash.parse("c01d%028x".formatted(number));
    Hash retried = Hash.parse("4e74%028x".formatted(number));
    CompletableFuture<Void> refused = new CompletableFuture<>();
    Hash late = Hash.parse("1a7e%028x".formatted(number));
    first.engine.slow(cold, COLD_DRAW);
    first.engine.slow(late, COLD_DRAW);
    first.engine.until(retried, () -> refused);
    Wiretap otherTap = tapped(Wiretap.to(other.s3Port()));
    Wiretap tap =
        tapped(
            Wiretap.to(
                origin.s3Port(),
                exchange -> {
                  if (exchange.status() == 503
                      && exchange.request().line().contains(retried.digits())) {
                    refused.complete(null);
                  }
                }));
    Order order =
        new Order(
            "http://127.0.0.1:" + tap.port(),
            "http://s3.localhost:" + tap.port(),
            "http://127.0.0.1:" + otherTap.port(),
            BUCKET,
            HASTY,
            smallKey(),
            ODD_PREFIX + smallKey(),
            LARGE,
            cold.digits() + "@96.png",
            retried.digits() + "@96.png",
            late.digits() + "@96.png",
            "index.html",
            small.headers().firstValue("ETag").orElseThrow(),
            REGION,
            "eu-west-3",
            ACCESS_KEY_ID,
            SECRET,
            created(folder).toString());
    return new Session(order, tap, otherTap, cold, retried);
  }

  private Wiretap tapped(Wiretap tap) {
    taps.add(tap);
    return tap;
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String smallKey() {
    return SMALL.digits() + "@96.png";
  }

  /** The picture of a session's slow draw, as anybody reads it. */
  String coldMd5(Session session) {
    return Report.md5(read(origin, session.order().coldKey()).body());
  }

  /** The picture of the hasty bucket, as anybody reads it elsewhere. */
  String retriedMd5(Session session) {
    return Report.md5(read(origin, session.order().retriedKey()).body());
  }

  HttpResponse<byte[]> small() {
    return small;
  }

  HttpResponse<byte[]> large() {
    return large;
  }

  HttpResponse<byte[]> odd() {
    return odd;
  }

  /** What lists of the other origin contain, in their order. */
  List<Listed> listed() {
    return listed;
  }

  FakeEngine engine() {
    return first.engine;
  }

  private HttpResponse<byte[]> read(OriginServer server, String key) {
    return ask(server, "GET", key);
  }

  private HttpResponse<byte[]> ask(OriginServer server, String method, String key) {
    String path = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    URI uri =
        URI.create("http://127.0.0.1:" + server.s3Port() + "/open/" + path.replace("%2F", "/"));
    HttpResponse<byte[]> answer = Anybody.asks(method, uri);
    if (answer.statusCode() != 200) {
      throw new AssertionError(uri + " is answered with " + answer.statusCode());
    }
    return answer;
  }

  @Override
  public void close() {
    taps.forEach(Wiretap::close);
    origin.close();
    other.close();
  }
}
