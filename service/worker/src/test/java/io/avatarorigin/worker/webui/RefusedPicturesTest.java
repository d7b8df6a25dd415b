package io.avatarorigin.worker.webui;

import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.worker.TestedWorker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny model whose safety checker refuses the pictures of some seeds. */
class RefusedPicturesTest {
  private static final int SEEDS = 8;

  @TempDir private Path folder;

  @BeforeEach
  void makeModel() throws IOException {
    for (String name : List.of("epsilon", "safety")) {
      Path source = TestedWorker.MODEL.resolveSibling(name);
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = folder.resolve(source.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void saysThatAPictureIsRefusedInTheWordsOfEachApi() {
    try (TestedWorker worker =
        TestedWorker.setup().with(_ -> folder).with("safety", "refuse").ready()) {
      assertThat(json(worker.get("/v1/worker")).at("/model/checked").booleanValue()).isTrue();
      int refused = firstRefused(worker);

      HttpResponse<byte[]> webUi = draw(worker, refused);
      HttpResponse<byte[]> openAi =
          worker.post(
              "/v1/images/generations",
              "{\"prompt\": \"a cat\", \"steps\": 4, \"seed\": %d}".formatted(refused));

      assertThat(webUi.statusCode()).isEqualTo(422);
      assertThat(json(webUi).required("error").textValue()).isEqualTo("PictureRefused");
      assertThat(json(webUi).required("detail").textValue()).contains("safety checker");
      assertThat(openAi.statusCode()).isEqualTo(400);
      assertThat(json(openAi).at("/error/code").textValue()).isEqualTo("content_policy_violation");
      assertThat(worker.metric("avatar_origin_worker_draws_total{outcome=\"refused\"}"))
          .isGreaterThanOrEqualTo(2);
      assertThat(worker.admin("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsTheSeedOfThePictureThatPassed() {
    int refused;
    try (TestedWorker worker =
        TestedWorker.setup().with(_ -> folder).with("safety", "refuse").ready()) {
      refused = firstRefused(worker);
    }
    try (TestedWorker worker =
        TestedWorker.setup().with(_ -> folder).with("safety-attempts", "10").ready()) {
      HttpResponse<byte[]> redrawn = draw(worker, refused);

      assertThat(redrawn.statusCode()).isEqualTo(200);
      JsonNode info =
          json(json(redrawn).required("info").textValue().getBytes(StandardCharsets.UTF_8));
      assertThat(info.required("seed").intValue()).isGreaterThan(refused);
      assertThat(info.at("/infotexts/0").textValue())
          .contains(", Seed: " + info.required("seed").intValue() + ", ");
      assertThat(json(redrawn).at("/parameters/seed").intValue()).isEqualTo(refused);
    }
  }

  private static int firstRefused(TestedWorker worker) {
    for (int seed = 0; seed < SEEDS; seed++) {
      if (draw(worker, seed).statusCode() == 422) {
        return seed;
      }
    }
    throw new AssertionError("none of the seeds is refused");
  }

  private static HttpResponse<byte[]> draw(TestedWorker worker, int seed) {
    return worker.post(
        "/sdapi/v1/txt2img", "{\"prompt\": \"a cat\", \"steps\": 4, \"seed\": %d}".formatted(seed));
  }
}
