package io.avatarorigin.origin.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.engine.DrawWatch;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerApiTest {
  private static final String TXT2IMG = "/sdapi/v1/txt2img";

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesThePixelsAsTheyAre() throws IOException {
    answer(picture(Rooms.pixmap(Rooms.SIZE, Rooms.rgb(Rooms.SIZE))));

    Drawing drawing = engine(Rooms.OPEN).draw(Rooms.recipe(true), DrawWatch.NONE);

    assertThat(drawing)
        .isInstanceOfSatisfying(
            Drawing.Drawn.class,
            drawn -> assertThat(drawn.raster().rgb()).isEqualTo(Rooms.rgb(Rooms.SIZE)));
    ScriptedServer.Asked asked = server.asked(TXT2IMG).getFirst();
    assertThat(asked.headers().get("Accept")).containsExactly("image/x-portable-pixmap");
    assertThat(asked.headers()).doesNotContainKey("Authorization");
    JsonNode json = new JsonMapper().readTree(asked.body());
    String name = ((ObjectNode) json).remove("force_task_id").textValue();
    assertThat(UUID.fromString(name)).hasToString(name);
    assertThat(json)
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"prompt": "headshot, <lora:cdi:1>, smile", "negative_prompt": "blurry",
                     "seed": 4000000000, "sampler_name": "DPMSolverMultistep",
                     "scheduler": "Karras", "avatar_origin_noise": "cpu", "steps": 20, "cfg_scale": 7.0, "width": 16,
                     "height": 16, "batch_size": 1, "n_iter": 1}
                    """));
  }

  @Test
  void saysWhatSpacingIsMeantWithoutKarrasToo() throws IOException {
    answer(picture(Rooms.pixmap(Rooms.SIZE, Rooms.rgb(Rooms.SIZE))));

    engine(Rooms.OPEN).draw(Rooms.recipe(false), DrawWatch.NONE);

    String body = server.asked(TXT2IMG).getFirst().body();
    assertThat(new JsonMapper().readTree(body).path("scheduler").asText()).isEqualTo("Uniform");
  }

  @Test
  void showsTheToken() {
    answer(picture(Rooms.pixmap(Rooms.SIZE, Rooms.rgb(Rooms.SIZE))));
    Access access =
        new Access(
            () -> Optional.of("s3cret"), Optional.empty(), Optional.empty(), Duration.ofMinutes(1));

    engine(access).draw(Rooms.recipe(true), DrawWatch.NONE);

    assertThat(server.asked(TXT2IMG).getFirst().headers().get("Authorization"))
        .containsExactly("Bearer s3cret");
  }

  @Test
  void knowsWhatTheSafetyCheckerRefuses() {
    answer(ScriptedServer.Answer.json(422, "{\"error\":\"PictureRefused\"}"));

    assertThat(engine(Rooms.OPEN).draw(Rooms.recipe(true), DrawWatch.NONE))
        .isInstanceOf(Drawing.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, IMPOSSIBLE",
    "404, IMPOSSIBLE",
    "422, IMPOSSIBLE",
    "401, UNREACHABLE",
    "403, UNREACHABLE",
    "502, UNREACHABLE",
    "429, BUSY",
    "503, BUSY",
    "500, FAILED",
    "504, FAILED"
  })
  void knowsWhatEachRefusalMeans(int status, Trouble trouble) {
    answer(ScriptedServer.Answer.json(status, "{\"error\":\"so it is\"}"));

    assertThat(failure())
        .hasMessageContaining(status + ": so it is")
        .extracting(EngineException::trouble)
        .isEqualTo(trouble);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 13, 700, 779, 782})
  void takesNothingThatIsNoWholePicture(int length) {
    byte[] whole = Rooms.pixmap(Rooms.SIZE, Rooms.rgb(Rooms.SIZE));
    answer(picture(java.util.Arrays.copyOf(whole, length)));

    assertThat(failure().trouble()).isEqualTo(Trouble.FAILED);
  }

  @Test
  void takesNoPictureOfAnotherSize() {
    answer(picture(Rooms.pixmap(8, Rooms.rgb(8))));

    assertThat(failure()).hasMessageContaining("8 x 8");
  }

  @Test
  void tellsAServerThatIsNotThereFromOneThatBreaksOff() {
    server.on(
        TXT2IMG,
        _ -> {
          throw new IllegalStateException("breaks off");
        });
    assertThat(failure().trouble()).isEqualTo(Trouble.LOST);

    server.close();
    assertThat(failure().trouble()).isEqualTo(Trouble.UNREACHABLE);
  }

  @Test
  void givesUpAfterTheDrawTime() {
    CountDownLatch never = new CountDownLatch(1);
    hang(new CountDownLatch(1), never);
    Access hasty =
        new Access(Optional::empty, Optional.empty(), Optional.empty(), Duration.ofMillis(100));

    assertThatThrownBy(() -> engine(hasty).draw(Rooms.recipe(true), DrawWatch.NONE))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("has not answered within 100 ms");
    never.countDown();
  }

  @Test
  void endsItsDrawsWhenItIsClosed() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    hang(begun, never);
    RemoteEngine engine = engine(Rooms.OPEN);
    CompletableFuture<EngineException> end =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowableOfType(
                    EngineException.class, () -> engine.draw(Rooms.recipe(true), DrawWatch.NONE)));
    begun.await();

    engine.close();

    assertThat(end.join().trouble()).isEqualTo(Trouble.LOST);
    never.countDown();
  }

  private void hang(CountDownLatch begun, CountDownLatch until) {
    server.on(
        TXT2IMG,
        _ -> {
          begun.countDown();
          try {
            until.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return ScriptedServer.Answer.json(500, "{}");
        });
  }

  private EngineException failure() {
    return catchThrowableOfType(
        EngineException.class, () -> engine(Rooms.OPEN).draw(Rooms.recipe(true), DrawWatch.NONE));
  }

  private RemoteEngine engine(Access access) {
    URI url = server.url();
    return new RemoteEngine(
        new RemoteServer(url, HttpClients.of(access, url.getHost()), access),
        new WorkerApi(),
        access.drawTime());
  }

  private void answer(ScriptedServer.Answer answer) {
    server.on(TXT2IMG, _ -> answer);
  }

  private static ScriptedServer.Answer picture(byte[] body) {
    return new ScriptedServer.Answer(200, PortablePixmap.MEDIA_TYPE, Map.of(), body);
  }
}
