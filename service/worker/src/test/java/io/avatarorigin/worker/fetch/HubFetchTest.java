package io.avatarorigin.worker.fetch;

import static io.avatarorigin.worker.fetch.Fetching.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.worker.fetch.hub.Fault;
import io.avatarorigin.worker.fetch.hub.HubServer;
import io.avatarorigin.worker.fetch.hub.Repository;
import io.avatarorigin.worker.fetch.source.FetchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from a server that speaks the Hub's protocol. */
class HubFetchTest {
  @TempDir Path parent;

  private final HubServer hub = new HubServer(Models.published());

  @AfterEach
  void stop() {
    hub.close();
  }

  private Path folder() {
    return parent.resolve("model");
  }

  @Test
  void fetchesWhatAModelNeedsAndNothingElse() {
    Fetched fetched = Fetching.from(hub).fetch(SOURCE, folder());

    assertThat(fetched.outcome()).isEqualTo(Fetched.Outcome.FETCHED);
    assertThat(fetched.commit()).isEqualTo(Models.published().commit());
    assertSame(Fetching.content(folder()), Models.withLarge());
  }

  @Test
  void fetchesWeightsUnderAnyNameThatTheNetGives() {
    Repository renamed = Models.small().without("unet/model.onnx_data");
    String net =
        new String(renamed.files().get("unet/model.onnx"), StandardCharsets.ISO_8859_1)
            .replace("model.onnx_data", "all_weights.bin");
    renamed =
        renamed
            .with("unet/model.onnx", net.getBytes(StandardCharsets.ISO_8859_1))
            .with("unet/all_weights.bin", Models.small().files().get("unet/model.onnx_data"));
    hub.revision("renamed", renamed.with("unet/other.bin", new byte[] {1}));

    Fetching.from(hub).fetch(SOURCE + "@renamed", folder());

    assertSame(Fetching.content(folder()), renamed);
  }

  @Test
  void fetchesAModelThatLoads() {
    HubServer small = new HubServer(Models.small());
    try (small) {
      Fetching.from(small).fetch(SOURCE, folder());
    }

    try (StableDiffusion model = StableDiffusion.load(folder(), ExecutionOptions.onCpu())) {
      assertThat(model.description().parts()).hasSize(4);
    }
  }

  @Test
  void leavesNothingBesideTheFolderButALock() throws IOException {
    Fetching.from(hub).fetch(SOURCE, folder());

    try (Stream<Path> beside = Files.list(parent)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("model", ".model.lock");
    }
  }

  @Test
  void tellsHowItGetsOn() {
    Fetching fetching = Fetching.from(hub);

    Fetched fetched = fetching.fetch(SOURCE, folder());

    List<Recording.Step> steps = fetching.recording().steps();
    assertThat(steps).extracting(Recording.Step::total).containsOnly(fetched.bytes());
    for (FetchStage stage : FetchStage.values()) {
      List<Long> done =
          steps.stream().filter(step -> step.stage() == stage).map(Recording.Step::done).toList();
      assertThat(done).as(stage.name()).isSorted().startsWith(0L).endsWith(fetched.bytes());
    }
    assertThat(steps).extracting(Recording.Step::stage).isSorted();
  }

  @Test
  void fetchesAFolderOfARevision() {
    hub.revision("refs/pr/7", Models.small().below("onnx/fp 16"));

    Fetching.from(hub).fetch(SOURCE + "@refs/pr/7/onnx/fp 16", folder());

    assertSame(Fetching.content(folder()), Models.small());
  }

  @Test
  void sendsTheTokenToTheHubAlone() {
    hub.requireToken("hf_secret");

    Fetching.from(hub, Optional.of("hf_secret")).fetch(SOURCE, folder());

    assertThat(hub.requests())
        .filteredOn(HubServer.Request::ofHub)
        .extracting(HubServer.Request::token)
        .containsOnly("Bearer hf_secret");
    assertThat(hub.requests())
        .filteredOn(request -> !request.ofHub())
        .isNotEmpty()
        .extracting(HubServer.Request::token)
        .containsOnly("");
  }

  @Test
  void keepsTheTokenWhereTheHubRedirectsElsewhere() {
    hub.requireToken("hf_secret")
        .fault("/api/models/org/model/revision/main", new Fault.Elsewhere(hub.store("/x/y")));

    FetchException refused = Fetching.from(hub, Optional.of("hf_secret")).refused(SOURCE, folder());

    assertThat(refused).hasMessageNotContaining("hf_secret");
    assertThat(hub.requests().getLast().ofHub()).isFalse();
    assertThat(hub.requests().getLast().token()).isEmpty();
  }

  @Test
  void goesOnWhereTheConnectionBroke() {
    hub.fault(Models.LARGE, new Fault.Cut(1_000_000), new Fault.Cut(500_000));

    Fetching.from(hub).fetch(SOURCE, folder());

    assertSame(Fetching.content(folder()), Models.withLarge());
    List<HubServer.Request> requests = hub.requestsOf(Models.LARGE);
    assertThat(requests).hasSize(3);
    assertThat(requests.getFirst().range()).isEmpty();
    assertThat(requests.get(1).range()).matches("bytes=[1-9]\\d*-");
    assertThat(requests.get(1).ifRange()).startsWith("\"of-store-");
    assertThat(from(requests.get(2))).isGreaterThan(from(requests.get(1)));
  }

  private static long from(HubServer.Request request) {
    return Long.parseLong(request.range().replaceAll("\\D", ""));
  }

  @Test
  void beginsAnewWhereTheServerKnowsNoRanges() {
    hub.fault(Models.LARGE, new Fault.Cut(1_000_000), new Fault.Whole());

    Fetching.from(hub).fetch(SOURCE, folder());

    assertSame(Fetching.content(folder()), Models.withLarge());
  }

  @Test
  void asksAgainAfterAServersTroubleAndAsLateAsItAsks() {
    Fetching fetching = Fetching.from(hub);
    hub.fault(
            Models.LARGE,
            new Fault.Status(500, Map.of()),
            new Fault.Status(503, Map.of()),
            new Fault.Status(429, Map.of("Retry-After", "17")))
        .fault("/api/models/org/model/revision/main", new Fault.Status(502, Map.of()));

    fetching.fetch(SOURCE, folder());

    assertThat(fetching.pauses())
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(17));
    assertThat(fetching.recording().notes())
        .contains(Models.LARGE + ": 127.0.0.1 answers 429; trying again in 17 s");
  }

  @Test
  void givesUpWhenNothingComesOfIt() {
    Fault trouble = new Fault.Status(503, Map.of());
    hub.fault(Models.LARGE, trouble, trouble, trouble, trouble);

    FetchException failure = Fetching.from(hub).refused(SOURCE, folder());

    assertThat(failure.kind()).isEqualTo(FetchException.Kind.UNREACHABLE);
    assertThat(failure).hasMessage(Models.LARGE + ": 127.0.0.1 answers 503 (tried 4 times)");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void goesOnWithWhatAFetchThatFailedHasLeft() {
    Fault trouble = new Fault.Status(503, Map.of());
    hub.fault(Models.LARGE, new Fault.Cut(2_000_000), trouble, trouble, trouble);
    assertThat(Fetching.from(hub).refused(SOURCE, folder())).isNotNull();
    hub.requests().clear();

    Fetching.from(hub).fetch(SOURCE, folder());

    assertSame(Fetching.content(folder()), Models.withLarge());
    assertThat(hub.requestsOf(Models.LARGE))
        .singleElement()
        .satisfies(request -> assertThat(from(request)).isGreaterThan(1_000_000));
    assertThat(hub.requestsOf("unet/model.onnx")).isEmpty();
  }

  @Test
  void leavesAServerThatSaysNothingMore() {
    CountDownLatch latch = new CountDownLatch(1);
    hub.fault(Models.LARGE, new Fault.Silence(1_000_000, latch));
    Fetching fetching = Fetching.from(hub).patient(Duration.ofMillis(500));

    try {
      fetching.fetch(SOURCE, folder());
    } finally {
      latch.countDown();
    }

    assertSame(Fetching.content(folder()), Models.withLarge());
    assertThat(fetching.recording().notes())
        .contains(Models.LARGE + ": nothing came for 500 ms; trying again in 1 s");
  }

  @Test
  void fetchesAgainWhatArrivesDamaged() {
    hub.fault(Models.LARGE, new Fault.Damage()).fault("unet/config.json", new Fault.Damage());
    Fetching fetching = Fetching.from(hub);

    fetching.fetch(SOURCE, folder());

    assertSame(Fetching.content(folder()), Models.withLarge());
    assertThat(fetching.recording().notes())
        .anyMatch(note -> note.contains("unet/config.json is damaged: git:"))
        .anyMatch(note -> note.contains(Models.LARGE + " is damaged: sha256:"));
  }

  @Test
  void publishesNothingThatIsDamagedWhereItLies() {
    hub.fault(Models.LARGE, new Fault.Damage(), new Fault.Damage(), new Fault.Damage());

    FetchException failure = Fetching.from(hub).refused(SOURCE, folder());

    assertThat(failure).hasMessageContaining(Models.LARGE + " is damaged: sha256:");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void dropsPartsOfAnotherCommit() {
    Fault trouble = new Fault.Status(503, Map.of());
    hub.fault(Models.LARGE, new Fault.Cut(2_000_000), trouble, trouble, trouble);
    assertThat(Fetching.from(hub).refused(SOURCE, folder())).isNotNull();
    Repository newer = Models.small().with(Models.LARGE, new byte[2_500_000]);
    hub.revision("main", newer);

    Fetching.from(hub).fetch(SOURCE, folder());

    assertSame(Fetching.content(folder()), newer);
  }

  static void assertSame(Repository found, Repository expected) {
    assertThat(found.files().keySet()).isEqualTo(expected.files().keySet());
    expected
        .files()
        .forEach(
            (path, content) -> assertThat(found.files().get(path)).as(path).isEqualTo(content));
  }
}
