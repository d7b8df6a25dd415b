package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;

/** What workers and other servers of AUTOMATIC1111's API understand alike. */
final class TextToImage {
  static final String PATH = "/sdapi/v1/txt2img";

  private TextToImage() {}

  /** Asks for one picture; the sampler is still to be named. */
  static ObjectNode request(Recipe recipe) {
    Sampler sampler = recipe.sampler();
    return JsonNodeFactory.instance
        .objectNode()
        .put("prompt", recipe.prompt())
        .put("negative_prompt", recipe.negativePrompt())
        .put("seed", recipe.seed())
        .put("steps", sampler.steps())
        .put("cfg_scale", sampler.guidanceScale())
        .put("width", sampler.size())
        .put("height", sampler.size())
        .put("batch_size", 1)
        .put("n_iter", 1);
  }

  /** Whether it says that the picture will always be refused. */
  static boolean isRefused(RemoteServer.Answer answer) {
    return answer.status() == 422
        && Refusals.json(answer.body()).path("error").asText("").equals("PictureRefused");
  }
}
