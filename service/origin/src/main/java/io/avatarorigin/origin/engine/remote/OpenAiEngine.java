package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Any server of OpenAI's image API. It takes a prompt and a size: seed, negative prompt, steps and
 * guidance of a recipe are lost, so that the same recipe is another picture each time it is drawn.
 */
final class OpenAiEngine implements Engine {
  private static final Pattern TAG = Pattern.compile("\\s*<(lora|lyco|hypernet):[^>]*>,?");

  /** Codes of OpenAI's errors that no other attempt would change. */
  private static final Set<String> REFUSALS =
      Set.of("content_policy_violation", "moderation_blocked");

  private final RemoteServer server;
  private final Optional<String> model;
  private final Duration drawTime;

  OpenAiEngine(RemoteServer server, Optional<String> model, Duration drawTime) {
    this.server = server;
    this.model = model;
    this.drawTime = drawTime;
  }

  @Override
  public Drawing draw(Recipe recipe) {
    RemoteServer.Answer answer =
        server.post(
            "/v1/images/generations",
            "application/json",
            request(recipe).toString().getBytes(StandardCharsets.UTF_8),
            drawTime);
    if (answer.status() != 200) {
      String code = Refusals.json(answer.body()).path("error").path("code").asText("");
      if (REFUSALS.contains(code)) {
        return new Drawing.Refused("the server refuses the prompt: " + code);
      }
      throw Refusals.of(server, answer);
    }
    JsonNode picture = Refusals.json(answer.body()).path("data").path(0).path("b64_json");
    Raster raster = EncodedPicture.read(picture, server);
    int size = recipe.sampler().size();
    return new Drawing.Drawn(
        raster.width() == size ? raster : PictureEncoder.scale(raster, size, size));
  }

  private ObjectNode request(Recipe recipe) {
    int size = Math.max(recipe.sampler().size(), leastSize());
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("prompt", TAG.matcher(recipe.prompt()).replaceAll("").strip())
            .put("n", 1)
            .put("size", size + "x" + size);
    model.ifPresent(name -> request.put("model", name));
    // GPT image models always answer in Base64, and refuse to be asked for it.
    if (model.filter(name -> name.startsWith("gpt-image")).isEmpty()) {
      request.put("response_format", "b64_json");
    }
    return request;
  }

  /** Some models draw nothing smaller; their pictures are scaled down. */
  private int leastSize() {
    return model.filter(n -> n.startsWith("gpt-image") || n.equals("dall-e-3")).isPresent()
        ? 1024
        : 1;
  }

  @Override
  public void close() {
    server.close();
  }
}
