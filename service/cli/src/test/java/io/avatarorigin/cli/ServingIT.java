package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as it comes, with room for everybody. Each test has hashes of its own. */
class ServingIT {
  @TempDir private static Path folder;
  private static Path data;
  private static RunningOrigin origin;
  private static HttpResponse<byte[]> firstAvatar;
  private static Duration firstAvatarTook;

  @BeforeAll
  static void start() {
    data = folder.resolve("data");
    origin = RunningOrigin.start(data);
    long asked = System.nanoTime();
    firstAvatar = origin.avatar("5bfcf2d8e394674550332640d72db509.png");
    firstAvatarTook = Duration.ofNanos(System.nanoTime() - asked);
  }

  @AfterAll
  static void stop() {
    origin.close();
  }

  @Test
  void drawsTheFirstAvatarWithinFiveSeconds() {
    BufferedImage picture = Answers.picture(firstAvatar);

    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getHeight()).isEqualTo(256);
    assertThat(firstAvatarTook).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void drawsAColdKeyWhileItsClientWaitsAndOnlyOnce() {
    int before = origin.draws();

    HttpResponse<byte[]> cold = origin.avatar("10000000000000000000000000000001@80.webp");
    HttpResponse<byte[]> warm = origin.avatar("10000000000000000000000000000001@80.webp");
    HttpResponse<byte[]> web = origin.get(origin.web("/avatar/10000000000000000000000000000001"));

    assertThat(Answers.picture(cold).getWidth()).isEqualTo(80);
    assertThat(warm.body()).isEqualTo(cold.body());
    assertThat(Answers.header(web, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(Answers.picture(web).getWidth()).isEqualTo(80);
    assertThat(origin.draws()).isEqualTo(before + 1);
  }

  static Stream<URI> coldKeys() {
    return Stream.of(
        origin.s3("/avatars/20000000000000000000000000000001.png"),
        origin.web("/avatar/20000000000000000000000000000002.png"));
  }

  @ParameterizedTest
  @MethodSource("coldKeys")
  void drawsOnceForTwoHundredWhoAskAtOnce(URI coldKey) {
    int before = origin.draws();

    List<CompletableFuture<HttpResponse<byte[]>>> asked =
        Stream.generate(() -> origin.sending(coldKey)).limit(200).toList();
    List<HttpResponse<byte[]>> answers = asked.stream().map(CompletableFuture::join).toList();

    Answers.picture(answers.getFirst());
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).isEqualTo(answers.getFirst().body());
              assertThat(Answers.header(answer, "ETag"))
                  .isEqualTo(Answers.header(answers.getFirst(), "ETag"));
            });
    assertThat(origin.draws()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "favicon.ico",
        "3000000000000000000000000000000",
        "30000000000000000000000000000001.gif",
        "30000000000000000000000000000001@0.png",
        "30000000000000000000000000000001@2049.png",
        "x/30000000000000000000000000000001.png"
      })
  void drawsNothingForWhatIsNoKey(String key) {
    int before = origin.draws();

    Answers.s3Error(origin.avatar(key), 404, "NoSuchKey");
    Answers.webError(origin.get(origin.web("/avatar/" + key)), 404);
    Answers.substitute(origin.get(origin.web("/avatar/" + key + "?d=mp")));

    assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before);
  }

  @Test
  void drawsOnForAStoreThatWentAway() throws IOException {
    int before = origin.draws();
    String key = "40000000000000000000000000000001.png";
    try (Socket store = new Socket(InetAddress.getLoopbackAddress(), origin.s3Port())) {
      String request = "GET /avatars/" + key + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      store.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      Eventually.holds("the draw's begin", () -> origin.queueDepth() + origin.draws() > before);
    }

    Eventually.holds("the draw's end", () -> origin.draws() == before + 1);
    Answers.picture(origin.avatar(key));
    assertThat(origin.draws()).isEqualTo(before + 1);
  }

  @Test
  void hidesAHashFromTheMomentThatItIsForgotten() {
    String forgotten = "50000000000000000000000000000001";
    String neighbour = "50000000000000000000000000000002";
    Answers.picture(origin.avatar(forgotten + ".png"));
    Answers.picture(origin.avatar(neighbour + ".png"));

    Application.Ended ended =
        Application.run(Application.command(folder, "forget", "--data=" + data, forgotten));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    Eventually.holds("the hash's end", () -> origin.avatar(forgotten + ".png").statusCode() != 200);
    int before = origin.draws();
    Answers.s3Error(origin.avatar(forgotten + ".png"), 404, "NoSuchKey");
    Answers.s3Error(origin.avatar(forgotten + "@20.webp"), 404, "NoSuchKey");
    Answers.webError(origin.get(origin.web("/avatar/" + forgotten)), 404);
    Answers.substitute(origin.get(origin.web("/avatar/" + forgotten + "?d=identicon")));
    Answers.picture(origin.avatar(neighbour + ".png"));
    assertThat(origin.draws()).isEqualTo(before);
  }

  @Test
  void servesFromTheEngineWhenTheDiskCannotBeUsed() throws IOException {
    Path objects = data.resolve("objects");
    Path aside = data.resolve("aside");
    Files.move(objects, aside);
    Files.writeString(objects, "a file where the folder should be");
    try {
      HttpResponse<byte[]> cold = origin.avatar("60000000000000000000000000000001.png");
      HttpResponse<byte[]> again = origin.avatar("60000000000000000000000000000001.png");

      Answers.picture(cold);
      assertThat(again.body()).isEqualTo(cold.body());
      assertThat(origin.metric("avatar_origin_store_disk_failures_total")).isPositive();
      assertThat(origin.readiness()).isEqualTo(200);
    } finally {
      Files.delete(objects);
      Files.move(aside, objects);
    }
  }

  @Test
  void leavesItsDataFolderToNobodyElse() {
    Application.Ended second =
        Application.run(
            Application.command(
                folder,
                "serve",
                "--data=" + data,
                "--s3-port=0",
                "--web-port=0",
                "--admin-port=0"));

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.out()).isEmpty();
    assertThat(second.err().lines()).hasSize(1);
    assertThat(second.err()).contains(data.toString()).contains("--data");
    assertThat(origin.readiness()).isEqualTo(200);
  }
}
