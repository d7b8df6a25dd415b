package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.s3.RawClient;
import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists of drawn avatars, over a real socket. */
@Timeout(60)
class DrawnListsTest {
  private static final String ONE = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String OTHER = "F".repeat(64);
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:10Z");
  private static final Pattern ENTRY =
      Pattern.compile(
          "<Key>([^<]*)</Key><LastModified>([^<]*)</LastModified><ETag>([^<]*)</ETag>"
              + "<Size>([^<]*)</Size>");

  @TempDir private Path data;

  private TestedOrigin tested() {
    return new TestedOrigin(data)
        .with("s3.credentials", "[{access-key-id: AKIDTEST, secret-access-key: the-secret}]")
        .with(
            "s3.buckets",
            "[{name: avatars, access: public, list: drawn}, {name: silent, access: public}]");
  }

  private record Entry(String key, String modified, String etag, String size) {}

  @Test
  void tellOfEachAvatarWhatHeadTells() throws IOException {
    try (OriginServer origin = tested().start()) {
      for (String key : List.of(ONE, ONE + "@16.webp", ONE + "@8.JPEG", OTHER + "@16.png")) {
        assertThat(ask(origin, "GET", "/avatars/" + key).status()).isEqualTo(200);
      }

      List<Entry> entries = list(origin, "avatars");

      assertThat(entries)
          .extracting(Entry::key)
          .containsExactly(
              ONE + "@16.webp", ONE + "@64.jpg", ONE + "@8.jpg", "f".repeat(64) + "@16.png");
      for (Entry entry : entries) {
        RawClient.Reply head = ask(origin, "HEAD", "/avatars/" + entry.key());
        assertThat(head.header("ETag")).contains(entry.etag());
        assertThat(head.header("Content-Length")).contains(entry.size());
        assertThat(head.header("Last-Modified")).contains(httpDate(entry.modified()));
      }
      assertThat(list(origin, "silent")).isEmpty();
    }
  }

  @Test
  void tellWhatAnEarlierProcessDrewUnderTheKeysOfNow() throws IOException {
    try (OriginServer origin = tested().start()) {
      for (String key : List.of(ONE + "@8.jpg", ONE + "@16.jpg", ONE + "@32.jpg", OTHER)) {
        ask(origin, "GET", "/avatars/" + key);
      }
    }
    Files.writeString(data.resolve("barred"), OTHER + "\n");

    try (OriginServer origin =
        tested().with("keys.prefix", "faces/").with("keys.sizes", "8,32").start()) {
      assertThat(list(origin, "avatars"))
          .extracting(Entry::key)
          .containsExactly("faces/" + ONE + "@32.jpg", "faces/" + ONE + "@8.jpg");
      assertThat(list(origin, "avatars?prefix=faces/0b&delimiter=@")).isEmpty();
      assertThat(list(origin, "avatars?prefix=faces/" + ONE + "@3")).hasSize(1);
      assertThat(list(origin, "avatars?marker=faces/" + ONE + "@32.jpg")).hasSize(1);
      assertThat(list(origin, "avatars?marker=faces0")).isEmpty();
    }
  }

  @Test
  void tellOfPinnedPicturesAndFilesWhatHeadTells() throws IOException {
    Path pinned = Files.createDirectory(data.resolve("pins"));
    byte[] picture = PictureEncoder.encode(new Raster(4, 4, new byte[48]), ImageFormat.PNG, 100);
    Files.writeString(pinned.resolve("robots.txt"), "User-agent: *\n");
    Files.writeString(pinned.resolve("\uff21.txt"), "");
    Files.write(pinned.resolve(ONE + ".png"), picture);
    Files.write(pinned.resolve(ONE + "@8.jpg"), picture);
    TestedOrigin tested = tested();
    try (OriginServer origin = tested.start()) {
      ask(origin, "GET", "/avatars/" + ONE + "@16.webp");
      ask(origin, "GET", "/avatars/" + OTHER + "@8.png");
    }
    try (OriginServer origin = tested().with("pinned.folder", pinned.toString()).start()) {
      for (String key : List.of(ONE + "@7.png", ONE + "@8.jpg", ONE + "@9.png")) {
        assertThat(ask(origin, "GET", "/avatars/" + key).status()).isEqualTo(200);
      }

      List<Entry> entries = list(origin, "avatars");

      assertThat(entries)
          .extracting(Entry::key)
          .containsExactly(
              ONE + "@7.png",
              ONE + "@8.jpg",
              ONE + "@9.png",
              "f".repeat(64) + "@8.png",
              "robots.txt",
              "\uff21.txt");
      for (Entry entry : entries) {
        String path = "/avatars/" + entry.key().replace("\uff21", "%EF%BC%A1");
        RawClient.Reply head = ask(origin, "HEAD", path);
        assertThat(head.header("ETag")).contains(entry.etag());
        assertThat(head.header("Content-Length")).contains(entry.size());
        assertThat(head.header("Last-Modified")).contains(httpDate(entry.modified()));
      }
      assertThat(list(origin, "avatars?max-keys=1&marker=" + ONE + "@7.png"))
          .extracting(Entry::key)
          .containsExactly(ONE + "@8.jpg");
      assertThat(list(origin, "silent")).isEmpty();
    }
  }

  @Test
  void drawNothing() throws IOException {
    TestedOrigin tested = tested();
    try (OriginServer origin = tested.start()) {
      assertThat(list(origin, "avatars?prefix=" + ONE)).isEmpty();
      assertThat(tested.engine.begun()).isZero();
    }
  }

  private static List<Entry> list(OriginServer origin, String target) throws IOException {
    RawClient.Reply reply = ask(origin, "GET", "/" + target);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return ENTRY
        .matcher(reply.body())
        .results()
        .map(entry -> new Entry(entry.group(1), entry.group(2), entry.group(3), entry.group(4)))
        .toList();
  }

  private static String httpDate(String time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .format(Instant.parse(time).atOffset(ZoneOffset.UTC))
        .replaceFirst(", (\\d) ", ", 0$1 ");
  }

  private static RawClient.Reply ask(OriginServer origin, String method, String target)
      throws IOException {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Query query = Query.parse(mark < 0 ? "" : target.substring(mark + 1));
    AccessKey key = new AccessKey("AKIDTEST", Secret.of("the-secret"));
    List<HeaderField> signed = new ArrayList<>(List.of(new HeaderField("host", "localhost")));
    List<HeaderField> added =
        new Signer(key, "us-east-1", "s3", () -> NOW)
            .sign(new SignableRequest(method, path, query, signed), PayloadHash.UNSIGNED);
    try (RawClient client = new RawClient(origin.s3Port())) {
      return client.ask(
          method + " " + target + " HTTP/1.1",
          Stream.concat(
                  added.stream().map(field -> field.name() + ": " + field.value()),
                  Stream.of("Connection: close"))
              .toArray(String[]::new));
    }
  }
}
