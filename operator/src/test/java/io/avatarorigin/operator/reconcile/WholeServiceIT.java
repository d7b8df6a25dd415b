package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.Visitors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WholeServiceIT {
  /** A hit is there all the time but for a moment in which the new origin has yet to draw it. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private static final int AVATARS = 100;
  private static final int MOST_WORKERS = 2;
  private static final String OTHER_MODEL = "registry.example/other-model:1";
  private static final Path OTHER_MODEL_FOLDER =
      Path.of("../service/diffusion/src/test/resources/fixtures/models/epsilon").toAbsolutePath();

  private static final String WORKERS_AND_ORIGIN =
      "  worker: {scaling: {maxReplicas: %d, queueDepthPerReplica: 4, idleSeconds: 5}}\n"
              .formatted(MOST_WORKERS)
          + WholeService.OPEN;

  private static final String AVATAR = "/avatar/0123456789abcdef0123456789abcdef?s=80";
  private static final String WORDS =
      "{name: words, slots: [{digit: 0, quarters: [rusty, chrome, red, brass]}]}";

  @TempDir static Path folder;
  private static WholeService service;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    service = WholeService.start(folder, Map.of(OTHER_MODEL, OTHER_MODEL_FOLDER));
    FakeNodes.create(service.cluster().client(), "node");
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void workersComeWhenAvatarsAreWantedAndGoAgain() {
    service.plain().apply("model: {bundled: {}}\n" + WORKERS_AND_ORIGIN);
    service.awaitIdle();
    Visitors visitors = service.visitors();
    AtomicInteger most = new AtomicInteger();

    service.askForAvatars(
        visitors,
        AVATARS,
        () -> most.accumulateAndGet(service.pendingOrRunning("worker"), Math::max));

    assertThat(most).hasValue(MOST_WORKERS);
    assertThat(visitors.answers().keySet()).isSubsetOf("200", "503 and when to come again");
    service.awaitIdle();
  }

  @Test
  void nobodyIsRefusedWhileVocabularyAndModelChange() throws Exception {
    service.plain().apply("model: {bundled: {}}\n" + WORKERS_AND_ORIGIN);
    service.awaitIdle();
    Visitors visitors = service.visitors();
    byte[] before = visitors.get(AVATAR);
    AtomicBoolean isOver = new AtomicBoolean();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> hits = threads.submit(() -> ask(visitors, isOver, _ -> AVATAR));
      Future<?> misses =
          threads.submit(() -> ask(visitors, isOver, "/avatar/%032x?s=80"::formatted));
      try {
        service.change(
            "model: {bundled: {}}\n  vocabulary: {inline: %s}\n".formatted(WORDS)
                + WORKERS_AND_ORIGIN);
        byte[] afterWords = visitors.get(AVATAR);
        service.change(
            "model: {image: {reference: \"%s\"}}\n".formatted(OTHER_MODEL) + WORKERS_AND_ORIGIN);
        byte[] afterModel = visitors.get(AVATAR);

        assertThat(afterWords).isNotEqualTo(before);
        assertThat(afterModel).isNotEqualTo(before).isNotEqualTo(afterWords);
      } finally {
        isOver.set(true);
      }
      hits.get();
      misses.get();
    }
    assertThat(visitors.answers().keySet()).isSubsetOf("200", "503 and when to come again");
    assertThat(visitors.longestSilence()).isLessThan(LONGEST_SILENCE);
  }

  private static void ask(Visitors visitors, AtomicBoolean isOver, IntFunction<String> path) {
    for (int number = AVATARS; !isOver.get(); number++) {
      visitors.get(path.apply(number));
    }
  }
}
