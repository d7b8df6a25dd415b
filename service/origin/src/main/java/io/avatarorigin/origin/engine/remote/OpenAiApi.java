package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What any server of OpenAI's image API speaks. It takes a prompt and a size: seed, negative
 * prompt, steps and guidance of a recipe are lost, so that the same recipe is another picture each
 * time it is drawn.
 *
 * @param model the model that the server shall draw with; empty for the one that it has
 */
record OpenAiApi(Optional<String> model) implements DrawingApi {
  private static final Pattern TAG = Pattern.compile("\\s*<(lora|lyco|hypernet):[^>]*>,?");

  /** Codes of OpenAI's errors that no other attempt would change. */
  private static final Set<String> REFUSALS =
      Set.of("content_policy_violation", "moderation_blocked");

  @Override
  public String path() {
    return "/v1/images/generations";
  }

  @Override
  public ObjectNode request(Recipe recipe, String drawName) {
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
  public Raster picture(RemoteServer.Answer answer, int size, RemoteServer server) {
    JsonNode picture = Refusals.json(answer.body()).path("data").path(0).path("b64_json");
    Raster raster = EncodedPicture.read(picture, server);
    return raster.width() == size ? raster : PictureEncoder.scale(raster, size, size);
  }

  @Override
  public Optional<String> refusal(RemoteServer.Answer answer) {
    String code = Refusals.json(answer.body()).path("error").path("code").asText("");
    return REFUSALS.contains(code)
        ? Optional.of("the server refuses the prompt: " + code)
        : Optional.empty();
  }
}
