package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;

/**
 * What any server of AUTOMATIC1111's API speaks: Stable Diffusion web UI, its forks,
 * stable-diffusion.cpp.
 *
 * @param checkpoint the model that the server shall draw with; empty for the one that it has
 */
record Automatic1111Api(Optional<String> checkpoint) implements DrawingApi {
  @Override
  public String path() {
    return TextToImage.PATH;
  }

  @Override
  public ObjectNode request(Recipe recipe, String drawName) {
    ObjectNode request =
        TextToImage.request(recipe).put("send_images", true).put("save_images", false);
    addSampler(request, recipe.sampler());
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
  public Raster picture(RemoteServer.Answer answer, int size, RemoteServer server) {
    return EncodedPicture.read(Refusals.json(answer.body()).path("images").path(0), server);
  }

  @Override
  public Optional<String> refusal(RemoteServer.Answer answer) {
    return TextToImage.isRefused(answer)
        ? Optional.of("the server's safety checker refuses the picture")
        : Optional.empty();
  }
}
