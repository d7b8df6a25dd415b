package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a process for the next one on the same data folder. */
class RestartIT {
  private static final int ROUNDS = 3;
  private static final int HASHES_A_ROUND = 6;
  private static final List<String> RENDITIONS = List.of("@512.png", "@80.jpg", "@80.webp");

  @TempDir private Path folder;

  @Test
  void servesWholePicturesAndTheSameAfterEveryKill() {
    Path data = folder.resolve("data");
    Map<String, byte[]> served = new TreeMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      try (RunningOrigin origin = RunningOrigin.start(data, "--set=engine.drawers=2")) {
        serveAsBefore(origin, served);
        Map<String, CompletableFuture<HttpResponse<byte[]>>> asked = new TreeMap<>();
        coldKeys(round)
            .forEach(key -> asked.put(key, origin.sending(origin.s3("/avatars/" + key))));
        int enough = round;
        Eventually.holds("the middle of draws", () -> origin.draws() >= enough);
        origin.kill();
        asked.forEach((key, answer) -> keepIfAnswered(key, answer, served));
      }
    }

    try (RunningOrigin origin = RunningOrigin.start(data)) {
      IntStream.rangeClosed(1, ROUNDS)
          .boxed()
          .flatMap(RestartIT::coldKeys)
          .forEach(key -> served.computeIfAbsent(key, k -> whole(origin.avatar(k))));
      serveAsBefore(origin, served);
    }
  }

  @Test
  void replacesDamagedFilesAndLetsNobodyDrawThroughAClosedWeb() throws IOException {
    Path data = folder.resolve("data");
    Map<String, byte[]> served = new TreeMap<>();
    try (RunningOrigin origin = RunningOrigin.start(data)) {
      coldKeys(1).forEach(key -> served.put(key, whole(origin.avatar(key))));
      Eventually.holds("all files", () -> files(data).size() == HASHES_A_ROUND + served.size());
    }
    int damaged = damageEverySecond(files(data));

    try (RunningOrigin origin = RunningOrigin.start(data, "--set=web.access=off")) {
      serveAsBefore(origin, served);
      assertThat(origin.metric("avatar_origin_store_damaged_files_total")).isBetween(1, damaged);
      String drawn = served.keySet().iterator().next();
      Answers.picture(origin.get(origin.web("/avatar/" + drawn)));
      int before = origin.draws();
      String cold = "/avatar/90000000000000000000000000000001";
      Answers.webError(origin.get(origin.web(cold)), 403);
      Answers.substitute(origin.get(origin.web(cold + "?d=mp")));
      assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before);
    }
  }

  @Test
  void deliversTheRunningDrawsBeforeItStops() {
    try (RunningOrigin origin =
        RunningOrigin.start(
            folder.resolve("data"),
            "--set=engine.drawers=1",
            "--set=sampler.steps=200",
            "--set=shutdown-grace=2m")) {
      CompletableFuture<HttpResponse<byte[]>> running =
          origin.sending(origin.s3("/avatars/10000000000000000000000000000001.png"));
      Eventually.holds("a running draw", () -> origin.drawsRunning() == 1);
      CompletableFuture<HttpResponse<byte[]>> waiting =
          origin.sending(origin.s3("/avatars/10000000000000000000000000000002.png"));
      Eventually.holds("a waiting draw", () -> origin.queueDepth() == 2);

      origin.terminate();
      Eventually.holds("not ready", () -> origin.readiness() == 503);
      HttpResponse<byte[]> late = origin.avatar("10000000000000000000000000000003.png");

      Answers.s3Error(late, 503, "ServiceUnavailable");
      Answers.retryAfter(late);
      assertThat(running).as("still being drawn").isNotDone();
      Answers.s3Error(waiting.join(), 503, "ServiceUnavailable");
      Answers.picture(running.join());
      assertThat(origin.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
    }
  }

  @Test
  void givesUpDrawsThatTakeLongerThanTheGracePeriod() {
    try (RunningOrigin origin =
        RunningOrigin.start(
            folder.resolve("data"), "--set=sampler.steps=1000", "--set=shutdown-grace=0s")) {
      CompletableFuture<HttpResponse<byte[]>> running =
          origin.sending(origin.s3("/avatars/20000000000000000000000000000001.png"));
      Eventually.holds("a running draw", () -> origin.drawsRunning() == 1);

      origin.terminate();

      Answers.s3Error(running.join(), 503, "ServiceUnavailable");
      assertThat(origin.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
    }
  }

  private static Stream<String> coldKeys(int round) {
    return IntStream.rangeClosed(1, HASHES_A_ROUND)
        .mapToObj(i -> "%02d%030x".formatted(round, i))
        .flatMap(hash -> RENDITIONS.stream().map(rendition -> hash + rendition));
  }

  private static void serveAsBefore(RunningOrigin origin, Map<String, byte[]> served) {
    assertThat(served)
        .allSatisfy((key, bytes) -> assertThat(whole(origin.avatar(key))).isEqualTo(bytes));
  }

  private static byte[] whole(HttpResponse<byte[]> answer) {
    Answers.picture(answer);
    return answer.body();
  }

  private static void keepIfAnswered(
      String key, CompletableFuture<HttpResponse<byte[]>> answer, Map<String, byte[]> served) {
    HttpResponse<byte[]> whole;
    try {
      whole = answer.join();
    } catch (CompletionException e) {
      return; // the process was killed before it had answered
    }
    served.put(key, whole(whole));
  }

  /** Cuts one short, changes the next, leaves nothing of the third, and so on. */
  private static int damageEverySecond(List<Path> files) throws IOException {
    int damaged = 0;
    for (int i = 0; i < files.size(); i += 2) {
      byte[] bytes = Files.readAllBytes(files.get(i));
      switch (damaged % 3) {
        case 0 -> Files.write(files.get(i), Arrays.copyOf(bytes, bytes.length / 2));
        case 1 -> {
          bytes[bytes.length / 2] ^= 1;
          Files.write(files.get(i), bytes);
        }
        default -> Files.write(files.get(i), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      }
      damaged++;
    }
    return damaged;
  }

  private static List<Path> files(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("objects"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".tmp"))
          .sorted()
          .toList();
    }
  }
}
