package io.avatarorigin.origin.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.DrawWatch;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.Engine;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines that speak what other people's servers do. */
class OtherApisTest {
  private static final String TXT2IMG = "/sdapi/v1/txt2img";
  private static final String GENERATIONS = "/v1/images/generations";

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"'' ", "'data:image/png;base64,'"})
  void drawsByAutomatic1111(String prefix) {
    server.on(
        TXT2IMG,
        _ ->
            ScriptedServer.Answer.json(
                200, "{\"images\":[\"%s\"],\"info\":\"\"}".formatted(prefix + png(Rooms.SIZE))));

    assertThat(pixels(automatic1111(Optional.empty()), true)).isEqualTo(Rooms.rgb(Rooms.SIZE));
  }

  @Test
  void asksAutomatic1111AsItsClientsDo() throws IOException {
    server.on(TXT2IMG, _ -> ScriptedServer.Answer.json(500, "{}"));
    failure(automatic1111(Optional.of("anything-v3")), true);
    failure(automatic1111(Optional.empty()), false);

    JsonNode karras = new JsonMapper().readTree(server.asked(TXT2IMG).getFirst().body());
    assertThat(karras.path("sampler_name").asText()).isEqualTo("DPM++ 2M Karras");
    assertThat(karras.has("scheduler")).isFalse();
    assertThat(karras.path("override_settings").path("sd_model_checkpoint").asText())
        .isEqualTo("anything-v3");
    assertThat(karras.path("prompt").asText()).contains("<lora:cdi:1>");
    JsonNode even = new JsonMapper().readTree(server.asked(TXT2IMG).getLast().body());
    assertThat(even.path("sampler_name").asText()).isEqualTo("DPM++ 2M");
    assertThat(even.path("scheduler").asText()).isEqualTo("Uniform");
    assertThat(even.path("override_settings").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"images":[]}            | there is none
          {"images":["%%%"]}       | it is not Base64
          {"images":["aGVsbG8="]}  | is no JPEG, PNG or WebP picture
          <html>busy</html>        | there is none
          """)
  void takesNoJunkForAPicture(String body, String reason) {
    server.on(TXT2IMG, _ -> ScriptedServer.Answer.json(200, body));

    assertThat(failure(automatic1111(Optional.empty()), true))
        .hasMessageContaining(reason)
        .extracting(EngineException::trouble)
        .isEqualTo(Trouble.FAILED);
  }

  @Test
  void saysWhatAServerSaid() {
    server.on(TXT2IMG, _ -> ScriptedServer.Answer.json(404, "{\"detail\":\"Sampler not found\"}"));

    assertThat(failure(automatic1111(Optional.empty()), true))
        .hasMessageContaining("404: Sampler not found");
  }

  @Test
  void drawsByOpenAiAndScales() throws IOException {
    server.on(
        GENERATIONS,
        _ ->
            ScriptedServer.Answer.json(
                200, "{\"created\":1,\"data\":[{\"b64_json\":\"%s\"}]}".formatted(png(64))));

    assertThat(pixels(openAi(Optional.of("gpt-image-1")), true))
        .hasSize(Rooms.SIZE * Rooms.SIZE * 3);
    JsonNode asked = new JsonMapper().readTree(server.asked(GENERATIONS).getFirst().body());
    assertThat(asked.path("size").asText()).isEqualTo("1024x1024");
    assertThat(asked.path("prompt").asText()).isEqualTo("headshot, smile");
    assertThat(asked.has("response_format")).isFalse();
  }

  @Test
  void asksOtherOpenAiServersForBase64() throws IOException {
    server.on(GENERATIONS, _ -> ScriptedServer.Answer.json(500, "{}"));

    failure(openAi(Optional.empty()), true);

    JsonNode asked = new JsonMapper().readTree(server.asked(GENERATIONS).getFirst().body());
    assertThat(asked.path("size").asText()).isEqualTo("16x16");
    assertThat(asked.path("response_format").asText()).isEqualTo("b64_json");
    assertThat(asked.has("model")).isFalse();
  }

  @Test
  void knowsWhatOpenAiWillNeverDraw() {
    server.on(
        GENERATIONS,
        _ ->
            ScriptedServer.Answer.json(
                400, "{\"error\":{\"message\":\"no\",\"code\":\"moderation_blocked\"}}"));

    assertThat(openAi(Optional.empty()).draw(Rooms.recipe(true), DrawWatch.NONE))
        .isInstanceOf(Drawing.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"message":"slow down","type":"rate_limit_error"}} | slow down
          {"error":"slow down"}                                       | slow down
          """)
  void readsEitherShapeOfOpenAisErrors(String body, String said) {
    server.on(GENERATIONS, _ -> ScriptedServer.Answer.json(429, body).with("Retry-After", "7"));

    assertThat(failure(openAi(Optional.empty()), true))
        .hasMessageContaining(said)
        .extracting(EngineException::trouble, EngineException::rest)
        .containsExactly(Trouble.BUSY, Duration.ofSeconds(7));
  }

  private static EngineException failure(Engine engine, boolean karras) {
    return catchThrowableOfType(
        EngineException.class, () -> engine.draw(Rooms.recipe(karras), DrawWatch.NONE));
  }

  private static byte[] pixels(Engine engine, boolean karras) {
    Recipe recipe = Rooms.recipe(karras);
    return ((Drawing.Drawn) engine.draw(recipe, DrawWatch.NONE)).raster().rgb();
  }

  private Engine automatic1111(Optional<String> checkpoint) {
    return new RemoteEngine(remote(), new Automatic1111Api(checkpoint), Duration.ofSeconds(20));
  }

  private Engine openAi(Optional<String> model) {
    return new RemoteEngine(remote(), new OpenAiApi(model), Duration.ofSeconds(20));
  }

  private RemoteServer remote() {
    return new RemoteServer(
        server.url(), HttpClients.of(Rooms.OPEN, server.url().getHost()), Rooms.OPEN);
  }

  private static String png(int side) {
    Raster raster = new Raster(side, side, Rooms.rgb(side));
    return Base64.getEncoder().encodeToString(PictureEncoder.encode(raster, ImageFormat.PNG, 80));
  }
}
