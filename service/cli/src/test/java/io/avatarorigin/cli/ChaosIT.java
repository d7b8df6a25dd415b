package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An origin and three workers that are killed, stopped, drained, made slow and made to answer junk,
 * in an order that {@code -Dchaos.seed} decides. {@code scripts/chaos} does it for longer.
 */
class ChaosIT {
  private static final int WORKERS = 3;
  private static final int KEYS = Integer.getInteger("chaos.keys", 200);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 40));
  private static final long SEED = Long.getLong("chaos.seed", 20261128);
  private static final Duration LAST_ANSWERS = Duration.ofMinutes(8);

  /** Kept, so that a failure can be looked into. */
  private final Path folder = Application.MODULE.resolve("target/chaos");

  private final List<String> hashes = hashes();
  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  @BeforeEach
  void clean() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  @Test
  void everyKeyIsServedAndNothingElse() throws IOException, InterruptedException {
    Map<String, byte[]> undisturbed = undisturbed();
    List<Turmoil.Victim> victims = victims();
    try (RunningOrigin origin = origin(victims)) {
      Turmoil turmoil = new Turmoil(victims, SEED);

      // Not on the common pool, which HTTP clients need a thread of.
      CompletableFuture<Void> asking =
          CompletableFuture.runAsync(
              () -> askForAll(origin), task -> Thread.ofPlatform().daemon().start(task));
      turmoil.rage(TIME);
      asking.orTimeout(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS).join();

      String seen = "seed %d, %d disturbances".formatted(SEED, turmoil.disturbances());
      assertThat(wrong).as(seen).isEmpty();
      assertThat(served.keySet()).as(seen).containsExactlyInAnyOrderElementsOf(hashes);
      undisturbed.forEach(
          (hash, body) ->
              assertThat(Arrays.equals(served.get(hash), body))
                  .as(hash + " is as undisturbed, " + seen)
                  .isTrue());
      assertThat(origin.draws()).as(seen).isEqualTo(KEYS);
      int begun = victims.stream().mapToInt(each -> each.line().begun()).sum();
      int lost = victims.stream().mapToInt(each -> each.line().lost()).sum();
      assertThat(begun - KEYS).as("more draws than keys, " + seen).isLessThanOrEqualTo(lost);
      System.getLogger(ChaosIT.class.getName())
          .log(
              System.Logger.Level.INFO,
              "{0}: {1} keys, {2} draws begun, {3} lost, {4} answered with junk",
              seen,
              KEYS,
              begun,
              lost,
              victims.stream().mapToInt(each -> each.line().junk()).sum());
    } finally {
      victims.forEach(
          victim -> {
            victim.worker().close();
            victim.line().close();
          });
    }
  }

  /** What the embedded engine draws, with nobody to disturb it. */
  private Map<String, byte[]> undisturbed() {
    Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    try (RunningOrigin origin = RunningOrigin.start(folder.resolve("calm"));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      hashes.forEach(hash -> clients.submit(() -> askUntilServed(origin, hash, bodies)));
    }
    return bodies;
  }

  private List<Turmoil.Victim> victims() throws IOException {
    List<Turmoil.Victim> victims = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      int port = freePort();
      HarmedWorker worker =
          HarmedWorker.start(
              folder.resolve("workers"),
              port,
              "--set=lanes=1",
              "--set=queue=2",
              "--set=limits.pictures=2");
      victims.add(new Turmoil.Victim(worker, new UnreliableLine(port)));
    }
    return victims;
  }

  private RunningOrigin origin(List<Turmoil.Victim> victims) {
    String urls =
        String.join(
            ",", victims.stream().map(each -> "http://127.0.0.1:" + each.line().port()).toList());
    return RunningOrigin.start(
        folder.resolve("origin"),
        "--set=engine.kind=workers",
        "--set=engine.urls=" + urls,
        "--set=engine.queue=1000",
        "--set=s3.buckets=[{name: avatars, access: public, wait: 10s}]");
  }

  /** Each key at its time, so that some are always waited for. */
  private void askForAll(RunningOrigin origin) {
    long start = System.nanoTime();
    long pause = TIME.toNanos() / KEYS;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < KEYS; i++) {
        String hash = hashes.get(i);
        LockSupport.parkNanos(start + i * pause - System.nanoTime());
        clients.submit(() -> askUntilServed(origin, hash, served));
      }
    }
  }

  /** As a store does, whose clients come back after 503. */
  private void askUntilServed(RunningOrigin origin, String hash, Map<String, byte[]> served) {
    while (true) {
      HttpResponse<byte[]> answer = origin.avatar(hash + ".png");
      if (answer.statusCode() == 200) {
        served.put(hash, answer.body());
        return;
      }
      if (answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
        synchronized (wrong) {
          wrong.add(hash + ": " + answer.statusCode() + " " + new String(answer.body()));
        }
        return;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private static List<String> hashes() {
    Random chance = new Random(SEED);
    List<String> hashes = new ArrayList<>();
    byte[] octets = new byte[16];
    for (int i = 0; i < KEYS; i++) {
      chance.nextBytes(octets);
      hashes.add(HexFormat.of().formatHex(octets));
    }
    return hashes;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
