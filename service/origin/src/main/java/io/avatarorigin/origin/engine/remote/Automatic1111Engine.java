package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Any server of AUTOMATIC1111's API: Stable Diffusion web UI, its forks, stable-diffusion.cpp. */
final class Automatic1111Engine implements Engine {
  private final RemoteServer server;
  private final Optional<String> checkpoint;
  private final Duration drawTime;

  /**
   * @param checkpoint the model that the server shall draw with; empty for the one that it has
   */
  Automatic1111Engine(RemoteServer server, Optional<String> checkpoint, Duration drawTime) {
    this.server = server;
    this.checkpoint = checkpoint;
    this.drawTime = drawTime;
  }

  @Override
  public Drawing draw(Recipe recipe) {
    RemoteServer.Answer answer =
        server.post(
            "/sdapi/v1/txt2img",
            "application/json",
            request(recipe).toString().getBytes(StandardCharsets.UTF_8),
            drawTime);
    if (answer.status() != 200) {
      if (WorkerEngine.isRefused(answer)) {
        return new Drawing.Refused("the server's safety checker refuses the picture");
      }
      throw Refusals.of(server, answer);
    }
    JsonNode picture = Refusals.json(answer.body()).path("images").path(0);
    Raster raster = EncodedPicture.read(picture, server);
    int size = recipe.sampler().size();
    if (raster.width() != size || raster.height() != size) {
      throw Refusals.junk(server, raster.width() + " x " + raster.height() + " pixels");
    }
    return new Drawing.Drawn(raster);
  }

  private ObjectNode request(Recipe recipe) {
    Sampler sampler = recipe.sampler();
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("prompt", recipe.prompt())
            .put("negative_prompt", recipe.negativePrompt())
            .put("seed", recipe.seed())
            .put("steps", sampler.steps())
            .put("cfg_scale", sampler.guidanceScale())
            .put("width", sampler.size())
            .put("height", sampler.size())
            .put("batch_size", 1)
            .put("n_iter", 1)
            .put("send_images", true)
            .put("save_images", false);
    addSampler(request, sampler);
    ObjectNode settings = request.putObject("override_settings");
    checkpoint.ifPresent(name -> settings.put("sd_model_checkpoint", name));
    return request;
  }

  /**
   * Servers before version 1.9 know Karras' spacing by the sampler's name alone, later ones split
   * that off; these would choose it by themselves for some samplers where nothing is said.
   */
  private static void addSampler(ObjectNode request, Sampler sampler) {
    SpacedScheduler scheduler = SpacedScheduler.ofAutomatic1111(sampler);
    if (sampler.karras()) {
      request.put("sampler_name", scheduler.sampler() + " " + scheduler.scheduleType());
      return;
    }
    request.put("sampler_name", scheduler.sampler()).put("scheduler", scheduler.scheduleType());
  }

  @Override
  public void close() {
    server.close();
  }
}
