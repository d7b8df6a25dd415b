package io.avatarorigin.worker.webui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.worker.TestedWorker;
import io.avatarorigin.worker.http.Json;
import io.avatarorigin.worker.http.PlainStyle;
import io.avatarorigin.worker.http.Problem;
import io.avatarorigin.worker.order.RequestLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a body holds, it is drawn within the limits or refused with a reason. */
class HostileBodiesTest {
  private static final RequestLimits LIMITS =
      new RequestLimits(1 << 20, 200, 50, 256, 4, Optional.of(NoiseKind.CPU));
  private static final ModelDescription MODEL = describe();

  private static final List<String> FIELDS =
      List.of(
          "prompt",
          "negative_prompt",
          "styles",
          "seed",
          "subseed",
          "subseed_strength",
          "sampler_name",
          "sampler_index",
          "scheduler",
          "batch_size",
          "n_iter",
          "steps",
          "cfg_scale",
          "width",
          "height",
          "s_noise",
          "s_churn",
          "eta",
          "enable_hr",
          "script_name",
          "alwayson_scripts",
          "override_settings",
          "send_images",
          "force_task_id",
          "avatar_origin_noise",
          "tiling");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0.0",
          "-1",
          "1",
          "2",
          "8",
          "16",
          "64",
          "7.5",
          "1e400",
          "-1e400",
          "1e999999999",
          "1e-999999999",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "2147483648",
          "\"\"",
          "\" \"",
          "\"20\"",
          "\"1e9999999\"",
          "\"Infinity\"",
          "\"0x10\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"Karras\"",
          "\"karras karras\"",
          "\"Euler a\"",
          "\"DPM++ 2M Karras\"",
          "\"(((((((((a:1e30)))\"",
          "\"<lora:x:1>\"",
          "[]",
          "[null]",
          "[[]]",
          "[\"a\"]",
          "{}",
          "{\"sd_model_checkpoint\": 5}",
          "{\"sd_model_checkpoint\": \"epsilon\"}",
          "{\"a\": {\"b\": []}}");

  @Property(tries = 3000)
  void drawsWithinLimitsOrSaysWhyNot(@ForAll("bodies") String body) {
    requireHarmless(body.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void readsAnyOctets(@ForAll byte[] body) {
    requireHarmless(body);
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<Map<String, String>> fields =
        Arbitraries.maps(Arbitraries.of(FIELDS), Arbitraries.of(VALUES)).ofMaxSize(6);
    return fields.map(
        map ->
            map.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{\"prompt\": \"a\", ", "}"))
                .replace(", }", "}"));
  }

  private static void requireHarmless(byte[] body) {
    List<DrawRequest> draws;
    try {
      ObjectNode json = Json.parse(body);
      draws = TextToImage.parse(json, MODEL, LIMITS).draws(RandomGenerator.of("Random"));
    } catch (Problem e) {
      assertThat(e.kind().status()).isBetween(400, 422);
      assertThat(e.detail()).isNotBlank().hasSizeLessThan(2000);
      assertThat(Json.text(new PlainStyle().body(e))).isNotBlank();
      return;
    }
    assertThat(draws).hasSizeBetween(1, 4);
    for (DrawRequest draw : draws) {
      assertThat(draw.steps()).isBetween(1, 50);
      assertThat(draw.width()).isBetween(8, 256);
      assertThat(draw.height()).isBetween(8, 256);
      assertThat(draw.guidanceScale()).isBetween(0.0, 100.0);
      assertThat(draw.prompt().length()).isLessThanOrEqualTo(200);
    }
  }

  private static ModelDescription describe() {
    try (StableDiffusion model =
        StableDiffusion.load(TestedWorker.MODEL, ExecutionOptions.onCpu())) {
      return model.description();
    }
  }
}
