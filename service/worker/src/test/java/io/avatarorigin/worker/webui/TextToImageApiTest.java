package io.avatarorigin.worker.webui;

import static io.avatarorigin.worker.TestedWorker.ENDLESS;
import static io.avatarorigin.worker.TestedWorker.FAILING;
import static io.avatarorigin.worker.TestedWorker.SHORT;
import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.StepListener;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.worker.TestedWorker;
import io.avatarorigin.worker.picture.PortablePixmap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /sdapi/v1/txt2img} over HTTP, with a tiny model. */
class TextToImageApiTest {
  private static final String PATH = "/sdapi/v1/txt2img";
  private static final String PIXMAP = "image/x-portable-pixmap";

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
  void drawsWhatAzurdaSends() throws IOException {
    String request = Files.readString(Path.of("src/test/resources/azurda/request.json"));

    HttpResponse<byte[]> response = worker.post(PATH, request);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = json(response);
    BufferedImage picture = picture(answer.at("/images/0").textValue());
    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getHeight()).isEqualTo(256);
    assertThat(answer.required("images")).hasSize(1);
    JsonNode info = info(answer);
    assertThat(info.required("all_seeds").get(0).longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(info.required("sampler_name").textValue()).isEqualTo("DPM++ 2M Karras");
    for (String whole :
        List.of("cfg_scale", "steps", "subseed_strength", "denoising_strength", "clip_skip")) {
      assertThat(info.required(whole).isIntegralNumber()).as(whole).isTrue();
    }
    assertThat(info.required("avatar_origin_ignored").get(0).textValue())
        .startsWith("<lora:cdi:1>: ");
  }

  @Test
  void sendsThePixelsThatTheLibraryDraws() {
    HttpResponse<byte[]> response =
        worker
            .posting(
                PATH,
                """
                {"prompt": "a cat", "negative_prompt": "dogs", "seed": 4294967295, "steps": 4,
                 "cfg_scale": 4.5, "width": 64, "height": 32, "sampler_name": "EulerDiscrete",
                 "scheduler": "Karras"}
                """,
                "Accept",
                PIXMAP)
            .join();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(PIXMAP);
    assertThat(response.body())
        .isEqualTo(
            PortablePixmap.encode(
                drawn(
                    new DrawRequest(
                        "a cat",
                        "dogs",
                        4294967295L,
                        4,
                        4.5,
                        64,
                        32,
                        new SchedulerChoice("EulerDiscrete", true)))));
    assertThat(new String(response.body(), 0, 13, StandardCharsets.ISO_8859_1))
        .isEqualTo("P6\n64 32\n255\n");
  }

  @Test
  void beginsWithOtherNoiseWhereThatIsAskedFor() {
    String request = SHORT.replace("{", "{\"avatar_origin_noise\": \"nv\", \"cfg_scale\": 7, ");

    byte[] pixels =
        worker
            .posting(PATH, request.replace("{", "{\"sampler_name\": \"DDIM\", "), "Accept", PIXMAP)
            .join()
            .body();

    assertThat(pixels)
        .isEqualTo(
            PortablePixmap.encode(
                drawn(
                    new DrawRequest(
                        "a cat",
                        "",
                        7,
                        2,
                        7,
                        32,
                        32,
                        new SchedulerChoice("DDIM", false),
                        NoiseKind.NV))));
  }

  @Test
  void drawsSeveralPicturesOfOneSeedAfterTheOther() {
    String several = SHORT.replace("{", "{\"batch_size\": 2, \"n_iter\": 2, ");

    JsonNode answer = json(worker.post(PATH, several));

    JsonNode info = info(answer);
    assertThat(info.required("all_seeds")).extracting(JsonNode::asInt).containsExactly(7, 8, 9, 10);
    assertThat(texts(answer.required("images"))).doesNotHaveDuplicates().hasSize(4);
    assertThat(answer.at("/images/0").textValue())
        .isEqualTo(json(worker.post(PATH, SHORT)).at("/images/0").textValue());
    assertThat(info.required("infotexts")).hasSize(4);
    assertThat(info.required("index_of_first_image").intValue()).isZero();
  }

  @Test
  void sendsSeveralPicturesAsJsonWhateverIsAccepted() {
    String several = SHORT.replace("{", "{\"batch_size\": 2, ");

    HttpResponse<byte[]> response = worker.posting(PATH, several, "Accept", PIXMAP).join();

    assertThat(json(response).required("images")).hasSize(2);
  }

  @Test
  void writesTheParametersIntoThePicture() {
    JsonNode answer = json(worker.post(PATH, SHORT.replace("a cat", "ein Kätzchen")));

    String file =
        new String(
            Base64.getDecoder().decode(answer.at("/images/0").textValue()),
            StandardCharsets.ISO_8859_1);
    assertThat(file)
        .contains("tEXtparameters\0ein Kätzchen\nSteps: 2, Sampler: ")
        .contains(", Seed: 7, Size: 32x32, Model hash: ")
        .contains(info(answer).required("infotexts").get(0).textValue());
  }

  @Test
  void choosesASeedWhereNoneIsGiven() {
    String any = SHORT.replace("\"seed\": 7", "\"seed\": -1");

    JsonNode one = json(worker.post(PATH, any));
    JsonNode other = json(worker.post(PATH, any));

    assertThat(one.at("/parameters/seed").intValue()).isEqualTo(-1);
    assertThat(info(one).required("seed").longValue()).isBetween(0L, (1L << 32) - 1);
    assertThat(info(one).required("seed")).isNotEqualTo(info(other).required("seed"));
  }

  @Test
  void leavesPicturesOutWhereNobodyWantsThem() {
    JsonNode answer = json(worker.post(PATH, SHORT.replace("{", "{\"send_images\": false, ")));

    assertThat(answer.required("images")).isEmpty();
    assertThat(info(answer).required("all_seeds")).hasSize(1);
  }

  @Test
  void namesTheRequestAsItsClientDoes() {
    String inBody = SHORT.replace("{", "{\"force_task_id\": \"task(1)\", ");

    assertThat(id(worker.posting(PATH, SHORT, "X-Request-Id", "mine-1").join()))
        .isEqualTo("mine-1");
    assertThat(id(worker.post(PATH, inBody.replace("task(1)", "task-1")))).isEqualTo("task-1");
    assertThat(id(worker.post(PATH, inBody))).matches("[0-9a-f]{32}");
    assertThat(id(worker.posting(PATH, "{}", "X-Request-Id", "mine-2").join())).isEqualTo("mine-2");
  }

  @Test
  void letsPassWhatChangesNothing() {
    String neutral =
        SHORT.replace(
            "{",
            """
            {"subseed": 5, "subseed_strength": 0, "enable_hr": false, "hr_scale": 2,
             "denoising_strength": 0.7, "script_name": null, "script_args": [],
             "alwayson_scripts": {}, "s_churn": 0.0, "s_noise": 1.0, "eta": null, "tiling": false,
             "restore_faces": null, "save_images": true, "styles": ["none"], "comments": {},
             "override_settings": {"sd_model_checkpoint": "epsilon"}, "never_heard_of": [1],
            """);

    JsonNode answer = json(worker.post(PATH, neutral));

    assertThat(answer.at("/images/0").textValue())
        .isEqualTo(json(worker.post(PATH, SHORT)).at("/images/0").textValue());
    assertThat(texts(info(answer).required("avatar_origin_ignored")))
        .containsExactly("style none: there are no styles here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"prompt": 5}                                         | 422 | prompt
          {}                                                    | 422 | prompt
          {"prompt": null}                                      | 422 | prompt
          {"prompt": ["a", "b"]}                                | 422 | prompt
          {"prompt": "a", "negative_prompt": {}}                | 422 | negative_prompt
          {"prompt": "a", "steps": 0}                           | 422 | steps
          {"prompt": "a", "steps": 1001}                        | 422 | steps
          {"prompt": "a", "steps": 2.5}                         | 422 | steps
          {"prompt": "a", "steps": "many"}                      | 422 | steps
          {"prompt": "a", "steps": true}                        | 422 | steps
          {"prompt": "a", "steps": 1e400}                       | 422 | steps
          {"prompt": "a", "width": 33}                          | 422 | width
          {"prompt": "a", "height": 4096}                       | 422 | height
          {"prompt": "a", "height": -8}                         | 422 | height
          {"prompt": "a", "seed": 9223372036854775808}          | 422 | seed
          {"prompt": "a", "seed": 0.5}                          | 422 | seed
          {"prompt": "a", "cfg_scale": -1}                      | 422 | cfg_scale
          {"prompt": "a", "cfg_scale": 1e300}                   | 422 | cfg_scale
          {"prompt": "a", "cfg_scale": []}                      | 422 | cfg_scale
          {"prompt": "a", "batch_size": 4, "n_iter": 3}         | 422 | batch_size
          {"prompt": "a", "batch_size": 0}                      | 422 | batch_size
          {"prompt": "a", "styles": "none"}                     | 422 | styles
          {"prompt": "a", "enable_hr": true}                    | 422 | enable_hr
          {"prompt": "a", "tiling": true}                       | 422 | tiling
          {"prompt": "a", "subseed_strength": 0.1}              | 422 | subseed_strength
          {"prompt": "a", "s_noise": 1.01}                      | 422 | s_noise
          {"prompt": "a", "s_churn": "0"}                       | 422 | s_churn
          {"prompt": "a", "eta": 0.5}                           | 422 | eta
          {"prompt": "a", "script_name": "x/y plot"}            | 422 | script_name
          {"prompt": "a", "alwayson_scripts": {"x": {}}}        | 422 | alwayson_scripts
          {"prompt": "a", "override_settings": 5}               | 422 | override_settings
          {"prompt": "a", "avatar_origin_noise": "amd"}         | 422 | avatar_origin_noise
          {"prompt": "a", "send_images": "yes"}                 | 422 | send_images
          """)
  void namesTheFieldThatIsWrong(String body, int status, String field) {
    HttpResponse<byte[]> response = worker.post(PATH, body);

    JsonNode problem = json(response);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(problem.at("/detail/0/loc/0").textValue()).isEqualTo("body");
    assertThat(problem.at("/detail/0/loc/1").textValue()).isEqualTo(field);
    assertThat(problem.at("/detail/0/msg").textValue()).isNotBlank();
    assertThat(problem.at("/detail/0/type").textValue()).isNotBlank();
    assertThat(problem.required("errors").textValue()).startsWith(field + ": ");
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    JsonNode problem = json(worker.post(PATH, "{\"steps\": 0, \"width\": 1}"));

    assertThat(problem.required("detail"))
        .extracting(entry -> entry.at("/loc/1").textValue())
        .containsExactlyInAnyOrder("prompt", "steps", "width");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"prompt": "a", "sampler_name": "Magic"}                               | 400 | Sampler not found
          {"prompt": "a", "sampler_name": "Euler a", "scheduler": "Karras"}      | 400 | Sampler not found
          {"prompt": "a", "scheduler": "Polyexponential"}                        | 400 | Scheduler not found
          {"prompt": "a", "override_settings": {"sd_model_checkpoint": "other"}} | 404 | sd_model_checkpoint
          """)
  void refusesWhatItDoesNotHave(String body, int status, String detail) {
    HttpResponse<byte[]> response = worker.post(PATH, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).required("detail").textValue()).startsWith(detail);
    assertThat(json(response).required("body").textValue()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DPM++ 2M Karras,          , DPM++ 2M Karras",
    "DPM++ 2M,        Karras,    DPM++ 2M Karras",
    "DPMSolverMultistep, Karras, DPM++ 2M Karras",
    "DPMSolverMultistep, Uniform, DPM++ 2M",
    "DPM++ 2M Karras, Uniform,   DPM++ 2M",
    "DPM++ 2M,        Automatic, DPM++ 2M Karras",
    "DPM++ 2M,                 , DPM++ 2M Karras",
    "DPMSolverMultistep,       , DPM++ 2M",
    "DPM++ 2M, exponential,      DPM++ 2M Exponential",
    "Euler a,         Automatic, Euler a",
    "k_euler,         uniform,   Euler"
  })
  void knowsASamplerByAllItsNames(String sampler, String scheduler, String expected) {
    String names =
        "{\"sampler_name\": \""
            + sampler
            + "\""
            + (scheduler == null ? "" : ", \"scheduler\": \"" + scheduler + "\"")
            + ", ";

    JsonNode answer = json(worker.post(PATH, SHORT.replace("{", names)));

    assertThat(info(answer).required("sampler_name").textValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"prompt": "a"        | 422
          {"prompt": "a"} {}    | 422
          ["prompt"]            | 422
          'null'                | 422
          ''                    | 422
          {"prompt": NaN}       | 422
          """)
  void saysWhereABodyIsNoJson(String body, int status) {
    HttpResponse<byte[]> response = worker.post(PATH, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/detail/0/type").textValue()).isEqualTo("value_error.jsondecode");
  }

  @Test
  void refusesBodiesThatAreNestedTooDeep() {
    String deep = "{\"prompt\": \"a\", \"x\": " + "[".repeat(5000) + "]".repeat(5000) + "}";

    assertThat(worker.post(PATH, deep).statusCode()).isEqualTo(422);
  }

  @Test
  void handsBackWhatIsFinishedWhenItIsInterrupted() {
    String several =
        ENDLESS.replace("\"steps\": 1000", "\"steps\": 600, \"batch_size\": 8, \"seed\": 1");
    CompletableFuture<HttpResponse<byte[]>> drawing =
        worker.posting(PATH, several.replace("512", "32"), "X-Request-Id", "several");
    TestedWorker.eventually(
        "one is finished",
        () -> json(worker.get("/v1/draws/several")).path("finished").asInt() > 0);

    HttpResponse<byte[]> interrupt = worker.post("/sdapi/v1/interrupt", "");

    assertThat(interrupt.statusCode()).isEqualTo(200);
    assertThat(json(interrupt)).isEmpty();
    HttpResponse<byte[]> response = drawing.join();
    assertThat(response.statusCode()).isEqualTo(200);
    int finished = json(response).required("images").size();
    assertThat(finished).isBetween(1, 7);
    assertThat(info(json(response)).required("all_seeds")).hasSize(finished);
    worker.awaitDrawing(0, 0);
  }

  @Test
  void tellsItsProgress() {
    JsonNode idle = json(worker.get("/sdapi/v1/progress"));
    CompletableFuture<HttpResponse<byte[]>> drawing = worker.posting(PATH, ENDLESS);
    TestedWorker.eventually(
        "a step is done",
        () -> json(worker.get("/sdapi/v1/progress")).at("/state/sampling_step").asInt() > 0);

    JsonNode working = json(worker.get("/sdapi/v1/progress"));
    JsonNode withoutImage = json(worker.get("/sdapi/v1/progress?skip_current_image=true"));
    worker.post("/sdapi/v1/interrupt", "");

    assertThat(drawing.join().statusCode()).isEqualTo(200);
    assertThat(idle.required("progress").intValue()).isZero();
    assertThat(idle.required("progress").isIntegralNumber()).isTrue();
    assertThat(idle.at("/state/job_count").intValue()).isZero();
    assertThat(idle.required("current_image").isNull()).isTrue();
    assertThat(working.required("progress").doubleValue()).isBetween(0.01, 1.0);
    assertThat(working.at("/state/job_count").intValue()).isEqualTo(1);
    assertThat(working.at("/state/sampling_steps").intValue()).isEqualTo(1000);
    assertThat(working.at("/state/job_timestamp").textValue()).isEqualTo("20260506070810");
    assertThat(picture(working.required("current_image").textValue()).getWidth()).isPositive();
    assertThat(withoutImage.required("current_image").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\\ud800",
        "\\u0000",
        "\\n\\t",
        "猫 😀",
        "(((",
        "<lora:",
        "BREAK BREAK",
        "((a:9e9))"
      })
  void drawsOddPrompts(String prompt) {
    HttpResponse<byte[]> response = worker.post(PATH, SHORT.replace("a cat", prompt));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesPromptsThatAreTooLong() {
    HttpResponse<byte[]> tokens = worker.post(PATH, SHORT.replace("a cat", "a ".repeat(4000)));
    HttpResponse<byte[]> characters = worker.post(PATH, SHORT.replace("a cat", "a".repeat(8193)));

    assertThat(tokens.statusCode()).isEqualTo(400);
    assertThat(json(tokens).required("detail").textValue()).contains("chunks");
    assertThat(characters.statusCode()).isEqualTo(422);
  }

  @Test
  void saysThatADrawFailedAndGoesOn() {
    HttpResponse<byte[]> response = worker.post(PATH, FAILING);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).required("error").textValue()).isEqualTo("DrawFailed");
    assertThat(json(response).required("detail").textValue()).doesNotContain("UNet");
    assertThat(worker.post(PATH, SHORT).statusCode()).isEqualTo(200);
    assertThat(worker.admin("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void listsWhatItsClientsLookAtBefore() {
    JsonNode samplers = json(worker.get("/sdapi/v1/samplers"));
    JsonNode schedulers = json(worker.get("/sdapi/v1/schedulers"));
    JsonNode models = json(worker.get("/sdapi/v1/sd-models"));
    JsonNode options = json(worker.get("/sdapi/v1/options"));

    assertThat(samplers)
        .extracting(sampler -> sampler.required("name").textValue())
        .contains("DPM++ 2M", "DPM++ 2M Karras", "Euler a", "DDIM")
        .doesNotContain("Euler a Karras");
    assertThat(samplers)
        .allSatisfy(sampler -> assertThat(sampler.required("aliases").isArray()).isTrue());
    assertThat(schedulers)
        .extracting(scheduler -> scheduler.required("label").textValue())
        .contains("Automatic", "Uniform", "Karras", "Exponential", "SGM Uniform");
    assertThat(models).hasSize(1);
    assertThat(models.at("/0/sha256").textValue())
        .startsWith(models.at("/0/hash").textValue())
        .hasSize(64);
    assertThat(options.required("sd_model_checkpoint")).isEqualTo(models.at("/0/title"));
    assertThat(options.required("samples_format").textValue()).isEqualTo("png");
  }

  @Test
  void drawsWithEverySamplerItLists() {
    for (JsonNode sampler : json(worker.get("/sdapi/v1/samplers"))) {
      String name = sampler.required("name").textValue();
      HttpResponse<byte[]> response =
          worker.post(PATH, SHORT.replace("{", "{\"sampler_name\": \"" + name + "\", "));

      boolean drawn = response.statusCode() == 200;
      assertThat(drawn || response.statusCode() == 400).as("%s", name).isTrue();
      if (drawn) {
        // Behind it may stand how AUTOMATIC1111 spaces its levels where nothing is said.
        assertThat(info(json(response)).required("sampler_name").textValue()).startsWith(name);
      }
    }
  }

  @Test
  void knowsOtherPathsAndMethodsForWhatTheyAre() {
    HttpResponse<byte[]> refused = worker.get("/sdapi/v1/txt2img");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
    assertThat(worker.post("/sdapi/v1/img2img", SHORT).statusCode()).isEqualTo(404);
    assertThat(worker.get("/").statusCode()).isEqualTo(404);
    assertThat(worker.send("DELETE", "/v1/worker", Optional.empty()).join().statusCode())
        .isEqualTo(405);
  }

  private static Picture drawn(DrawRequest request) {
    try (StableDiffusion model =
        StableDiffusion.load(TestedWorker.MODEL, ExecutionOptions.onCpu())) {
      return model.draw(request, StepListener.NONE).picture();
    }
  }

  private static JsonNode info(JsonNode answer) {
    return json(answer.required("info").textValue().getBytes(StandardCharsets.UTF_8));
  }

  private static BufferedImage picture(String base64) {
    try {
      return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static String id(HttpResponse<byte[]> response) {
    return response.headers().firstValue("X-Request-Id").orElseThrow();
  }
}
