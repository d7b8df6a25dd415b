package io.avatarorigin.worker.openai;

import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.worker.TestedWorker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/images/generations} and the models, over HTTP, with a tiny model. */
class OpenAiApiTest {
  private static final String PATH = "/v1/images/generations";

  private static TestedWorker worker;

  @BeforeAll
  static void start() {
    worker = TestedWorker.setup().ready();
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void makesAnImage() throws IOException {
    HttpResponse<byte[]> response = worker.post(PATH, "{\"prompt\": \"a cat\", \"steps\": 2}");

    JsonNode answer = json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.required("created").longValue()).isEqualTo(1778051290L);
    assertThat(answer.required("output_format").textValue()).isEqualTo("png");
    assertThat(answer.required("size").textValue()).isEqualTo("64x64");
    assertThat(answer.required("data")).hasSize(1);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file(answer, 0)));
    assertThat(image.getWidth()).isEqualTo(64);
  }

  @Test
  void drawsAsTheOtherApiDoes() throws IOException {
    byte[] image =
        file(
            json(
                worker.post(
                    PATH,
                    """
                    {"prompt": "a cat", "negative_prompt": "dogs", "steps": 2, "seed": 11,
                     "size": "64x32", "response_format": "b64_json", "quality": "high",
                     "model": "epsilon", "user": "ada", "background": "opaque", "n": 1}
                    """)),
            0);
    JsonNode other =
        json(
            worker.post(
                "/sdapi/v1/txt2img",
                """
                {"prompt": "a cat", "negative_prompt": "dogs", "steps": 2, "seed": 11,
                 "width": 64, "height": 32}
                """));

    assertThat(pixels(image))
        .isEqualTo(pixels(Base64.getDecoder().decode(other.at("/images/0").textValue())));
  }

  @Test
  void makesSeveralImagesOfOneSeedAfterTheOther() {
    JsonNode answer =
        json(worker.post(PATH, "{\"prompt\": \"a cat\", \"steps\": 2, \"seed\": 5, \"n\": 3}"));

    assertThat(answer.required("data"))
        .extracting(image -> image.required("seed").intValue())
        .containsExactly(5, 6, 7);
  }

  @ParameterizedTest
  @CsvSource({"png, 89504e47", "jpeg, ffd8ff", "webp, 52494646", "PNG, 89504e47"})
  void sendsTheFormatThatIsAskedFor(String format, String beginning) {
    JsonNode answer =
        json(
            worker.post(
                PATH,
                "{\"prompt\": \"a cat\", \"steps\": 2, \"output_format\": \"" + format + "\"}"));

    assertThat(HexFormat.of().formatHex(file(answer, 0))).startsWith(beginning);
    assertThat(answer.required("output_format").textValue()).isEqualToIgnoringCase(format);
  }

  @ParameterizedTest
  @CsvSource({"jpeg", "webp"})
  void compressesAsMuchAsIsAskedFor(String format) {
    String request =
        "{\"prompt\": \"a cat\", \"steps\": 2, \"seed\": 1, \"output_format\": \"%s\", \"output_compression\": %d}";

    byte[] small = file(json(worker.post(PATH, request.formatted(format, 10))), 0);
    byte[] large = file(json(worker.post(PATH, request.formatted(format, 95))), 0);

    assertThat(small.length).isLessThan(large.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                             | 400 | prompt
          {"prompt": 1}                                  | 400 | prompt
          {"prompt": "a", "n": 0}                        | 400 | n
          {"prompt": "a", "n": 11}                       | 400 | n
          {"prompt": "a", "n": 9}                        | 400 | n
          {"prompt": "a", "size": "65x64"}               | 400 | size
          {"prompt": "a", "size": "4096x64"}             | 400 | size
          {"prompt": "a", "size": "0x64"}                | 400 | size
          {"prompt": "a", "size": "large"}               | 400 | size
          {"prompt": "a", "response_format": "url"}      | 400 | response_format
          {"prompt": "a", "output_format": "gif"}        | 400 | output_format
          {"prompt": "a", "output_compression": 101}     | 400 | output_compression
          {"prompt": "a", "stream": true}                | 400 | stream
          {"prompt": "a", "background": "transparent"}   | 400 | background
          {"prompt": "a", "steps": 5000}                 | 400 | steps
          {"prompt": "a", "seed": "x"}                   | 400 | seed
          {"prompt": "a", "model": "dall-e-2"}           | 404 |
          {"prompt":                                     | 400 |
          """)
  void tellsWhatIsWrongInOpenAisWords(String body, int status, String param) {
    HttpResponse<byte[]> response = worker.post(PATH, body);

    JsonNode error = json(response).required("error");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(error.required("message").textValue()).isNotBlank();
    assertThat(error.required("type").textValue()).isEqualTo("invalid_request_error");
    assertThat(error.required("param").textValue()).isEqualTo(param);
    assertThat(error.required("code").textValue())
        .isEqualTo(status == 404 ? "model_not_found" : null);
  }

  @Test
  void namesItsModel() {
    JsonNode models = json(worker.get("/v1/models"));

    assertThat(models.required("object").textValue()).isEqualTo("list");
    assertThat(models.required("data")).hasSize(1);
    String id = models.at("/data/0/id").textValue();
    assertThat(json(worker.get("/v1/models/" + id))).isEqualTo(models.at("/data/0"));
    assertThat(worker.get("/v1/models/other").statusCode()).isEqualTo(404);
    assertThat(worker.post(PATH, "{\"prompt\": \"a\", \"steps\": 2, \"model\": \"" + id + "\"}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
  }

  private static byte[] file(JsonNode answer, int index) {
    return Base64.getDecoder()
        .decode(answer.required("data").get(index).required("b64_json").textValue());
  }

  private static int[] pixels(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
