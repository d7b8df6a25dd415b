package io.avatarorigin.origin.engine.remote;

import static io.avatarorigin.origin.engine.remote.ToldSteps.preview;
import static io.avatarorigin.origin.engine.remote.ToldSteps.step;
import static io.avatarorigin.origin.engine.remote.ToldSteps.write;
import static io.avatarorigin.origin.engine.remote.ToldSteps.writeUntilHungUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.Station;
import io.avatarorigin.origin.engine.Stations;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of a draw, as a worker tells of them and as a watch hears of them. */
@Timeout(60)
class StepReaderTest {
  private static final String TXT2IMG = "/sdapi/v1/txt2img";

  private final ScriptedServer server = new ScriptedServer();
  private final RemoteEngine engine = engine();

  /** Where the server was made to tell of its draws, the latest last. */
  private final BlockingQueue<String> paths = new LinkedBlockingQueue<>();

  private final CountDownLatch drawn = new CountDownLatch(1);

  @AfterEach
  void close() {
    drawn.countDown();
    engine.close();
    server.close();
  }

  @Test
  void tellsOfTheStepsWithTheirPreviews() throws Exception {
    draws(
        out -> {
          write(out, "event: waiting\ndata: {\"step\":0,\"steps\":2}\n\n: still here\n\n");
          write(out, "event: drawing\ndata: {\"step\":0,\"steps\":2}\n\n");
          write(out, step(1, 2));
          write(out, step(2, 2, "\"" + preview(4) + "\""));
          write(out, "event: done\ndata: {\"step\":2,\"steps\":2}\n\n");
        });
    RecordedWatch watch = RecordedWatch.followed();

    CompletableFuture<Drawing> drawing = draw(watch);

    assertThat(watch.next()).isEqualTo("1 of 2");
    assertThat(watch.next()).isEqualTo("2 of 2: 4 x 4");
    drawn.countDown();
    assertDrawn(drawing.get());
    ScriptedServer.Asked asked = server.asked(paths.take()).getLast();
    assertThat(asked.query()).isEqualTo("previews=true");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer s3cret");
    assertThat(asked.headers().get("Accept")).containsExactly("text/event-stream");
  }

  @Test
  void waitsUntilTheWorkerKnowsTheDraw() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    server.on(
        TXT2IMG,
        asked -> {
          String path = path(asked);
          server.on(
              path,
              _ -> {
                refused.countDown();
                return ScriptedServer.Answer.json(404, "{\"detail\":\"Not Found\"}");
              });
          await(refused);
          server.onStream(path, out -> write(out, step(1, 2)));
          await(drawn);
          return picture();
        });
    RecordedWatch watch = RecordedWatch.followed();

    CompletableFuture<Drawing> drawing = draw(watch);

    assertThat(watch.next()).isEqualTo("1 of 2");
    drawn.countDown();
    assertDrawn(drawing.get());
  }

  @Test
  void asksForNothingWhereNobodyFollows() throws Exception {
    draws(out -> write(out, step(1, 2)));
    drawn.countDown();

    assertDrawn(draw(new RecordedWatch()).get());

    assertThat(server.asked(paths.take())).isEmpty();
  }

  @Test
  void asksOnceForAllWhoComeLater() throws Exception {
    draws(
        out -> {
          write(out, step(1, 2));
          await(drawn);
        });
    RecordedWatch watch = new RecordedWatch();
    CompletableFuture<Drawing> drawing = draw(watch);
    String path = paths.take();

    watch.follow();
    watch.follow();
    assertThat(watch.next()).isEqualTo("1 of 2");
    drawn.countDown();

    assertDrawn(drawing.get());
    watch.follow();
    assertThat(server.asked(path)).hasSize(1);
    assertThat(watch.rest()).isEmpty();
  }

  @Test
  void endsWithTheDraw() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    draws(
        out -> {
          write(out, step(1, 2));
          ended.await();
          writeUntilHungUp(out, step(2, 2), hungUp);
        });
    RecordedWatch watch = RecordedWatch.followed();
    CompletableFuture<Drawing> drawing = draw(watch);
    assertThat(watch.next()).isEqualTo("1 of 2");

    drawn.countDown();
    assertDrawn(drawing.get());
    ended.countDown();

    hungUp.await();
    assertThat(watch.rest()).isEmpty();
  }

  @Test
  void tellsNothingAfterTheDrawOfWhatItHasRead() throws Exception {
    CompletableFuture<Thread> looking = new CompletableFuture<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    RecordedWatch watch =
        new RecordedWatch() {
          private final AtomicInteger looks = new AtomicInteger();

          @Override
          public boolean isFollowed() {
            if (looks.incrementAndGet() == 2) { // the first is before it asks for steps
              looking.complete(Thread.currentThread());
              ended.join(); // which no interrupt ends
            }
            return super.isFollowed();
          }
        };
    draws(out -> write(out, step(1, 2)));
    CompletableFuture<Drawing> drawing = draw(watch);
    paths.take(); // there is no second try
    watch.follow();
    Thread reader = looking.get();

    drawn.countDown();
    assertDrawn(drawing.get());
    ended.complete(null);

    reader.join();
    assertThat(watch.rest()).isEmpty();
  }

  @Test
  void endsWhenNobodyFollowsAndBeginsWithTheNext() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    draws(
        out -> {
          write(out, step(1, 3));
          left.await();
          writeUntilHungUp(out, step(2, 3), hungUp);
        });
    RecordedWatch watch = RecordedWatch.followed();
    CompletableFuture<Drawing> drawing = draw(watch);
    String path = paths.take();
    assertThat(watch.next()).isEqualTo("1 of 3");

    watch.leave();
    left.countDown();
    hungUp.await();
    server.onStream(path, out -> write(out, step(3, 3)));
    watch.follow();

    assertThat(watch.next()).isEqualTo("3 of 3");
    drawn.countDown();
    assertDrawn(drawing.get());
  }

  static Stream<Named<ScriptedServer.Stream>> nonsense() {
    return Stream.of(
        Named.of("nothing", _ -> {}),
        Named.of(
            "half an event",
            out -> {
              write(out, "event: step\ndata: {\"step\":1,");
              throw new IOException("is cut");
            }),
        Named.of(
            "an endless line",
            out -> writeUntilHungUp(out, "x".repeat(10_000), new CountDownLatch(1))),
        Named.of("no JSON", out -> write(out, "event: step\ndata: {{{\n\n")),
        Named.of("an array", out -> write(out, "event: step\ndata: [1, 2]\n\n")),
        Named.of("no numbers", out -> write(out, "event: step\ndata: {\"step\":{}}\n\n")),
        Named.of("no step", out -> write(out, step(0, 2))),
        Named.of("a step too many", out -> write(out, step(3, 2))),
        Named.of("a million steps", out -> write(out, step(1, 1_000_000))),
        Named.of(
            "another event", out -> write(out, step(1, 2).replace("event: step", "event: x"))));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void hearsNothingOfNonsenseAndTriesAgain(ScriptedServer.Stream nonsense) throws Exception {
    BlockingQueue<ScriptedServer.Stream> answers = new LinkedBlockingQueue<>();
    answers.add(nonsense);
    answers.add(out -> write(out, step(1, 2)));
    draws(
        out -> {
          ScriptedServer.Stream next = answers.poll();
          if (next != null) {
            next.write(out);
          }
        });
    RecordedWatch watch = RecordedWatch.followed();

    CompletableFuture<Drawing> drawing = draw(watch);

    assertThat(watch.next()).isEqualTo("1 of 2");
    drawn.countDown();
    assertDrawn(drawing.get());
    assertThat(watch.rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "\"\"", "\"not Base64\"", "\"AAAA\"", "\"LARGE\""})
  void showsNoPreviewThatIsNone(String preview) throws Exception {
    draws(
        out -> {
          write(out, step(1, 2, preview.replace("LARGE", preview(257))));
          write(out, step(2, 2, "\"" + preview(256) + "\""));
        });
    RecordedWatch watch = RecordedWatch.followed();

    CompletableFuture<Drawing> drawing = draw(watch);

    assertThat(watch.next()).isEqualTo("1 of 2");
    assertThat(watch.next()).isEqualTo("2 of 2: 256 x 256");
    drawn.countDown();
    assertDrawn(drawing.get());
  }

  @Test
  void followsTheAttemptThatDraws() throws Exception {
    RecordedWatch watch = RecordedWatch.followed();
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    CountDownLatch fails = new CountDownLatch(1);
    server.on(
        TXT2IMG,
        first -> {
          String path = path(first);
          draws(out -> write(out, step(2, 2)));
          server.onStream(
              path,
              out -> {
                write(out, step(1, 2));
                failed.await();
                writeUntilHungUp(out, step(2, 9), hungUp);
              });
          await(fails);
          return ScriptedServer.Answer.json(500, "{}");
        });
    BlockingQueue<DrawResult> results = new LinkedBlockingQueue<>();
    Stations stations = Stations.of(Station.remote("worker", engine, 1));
    try (DrawQueue queue = new DrawQueue(stations, new DrawQueueSettings(4, 2), (_, _) -> {})) {
      queue.submit(Rooms.recipe(true), watch, results::add);
      assertThat(List.of(watch.next(), watch.next())).containsExactly("began", "1 of 2");
      fails.countDown();
      assertThat(watch.next()).isEqualTo("queued again");
      failed.countDown();
      hungUp.await();

      assertThat(List.of(watch.next(), watch.next())).containsExactly("began", "2 of 2");
      drawn.countDown();
      assertThat(results.poll(30, TimeUnit.SECONDS)).isInstanceOf(DrawResult.Drawn.class);
      assertThat(watch.rest()).isEmpty();
    }
  }

  /** The server draws until {@link #drawn}, and tells of it so. */
  private void draws(ScriptedServer.Stream events) {
    server.on(
        TXT2IMG,
        asked -> {
          String path = path(asked);
          server.onStream(path, events);
          paths.add(path);
          await(drawn);
          return picture();
        });
  }

  private static String path(ScriptedServer.Asked asked) {
    String name =
        Refusals.json(asked.body().getBytes(StandardCharsets.UTF_8))
            .path("force_task_id")
            .textValue();
    return "/v1/draws/" + name + "/events";
  }

  private CompletableFuture<Drawing> draw(RecordedWatch watch) {
    return CompletableFuture.supplyAsync(() -> engine.draw(Rooms.recipe(true), watch));
  }

  private RemoteEngine engine() {
    Access access =
        new Access(
            () -> Optional.of("s3cret"), Optional.empty(), Optional.empty(), Rooms.DRAW_TIME);
    URI url = server.url();
    return new RemoteEngine(
        new RemoteServer(url, HttpClients.of(access, url.getHost()), access),
        new WorkerApi(),
        access.drawTime());
  }

  private static void assertDrawn(Drawing drawing) {
    assertThat(drawing).isInstanceOf(Drawing.Drawn.class);
  }

  private static ScriptedServer.Answer picture() {
    byte[] pixels = Rooms.pixmap(Rooms.SIZE, Rooms.rgb(Rooms.SIZE));
    return new ScriptedServer.Answer(200, PortablePixmap.MEDIA_TYPE, Map.of(), pixels);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
