package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;

/**
 * What a worker of this project speaks: AUTOMATIC1111's API and, beyond it, pixels as they are, so
 * that neither side encodes or decodes anything.
 */
final class WorkerApi implements DrawingApi {
  @Override
  public String path() {
    return TextToImage.PATH;
  }

  @Override
  public String mediaType() {
    return PortablePixmap.MEDIA_TYPE;
  }

  @Override
  public ObjectNode request(Recipe recipe, String drawName) {
    SpacedScheduler scheduler = SpacedScheduler.of(recipe.sampler());
    return TextToImage.request(recipe)
        .put("sampler_name", scheduler.sampler())
        .put("scheduler", scheduler.scheduleType())
        .put("avatar_origin_noise", recipe.sampler().noise().toString())
        .put("force_task_id", drawName);
  }

  @Override
  public Optional<String> events(String drawName) {
    return Optional.of("/v1/draws/" + drawName + "/events?previews=true");
  }

  @Override
  public Raster picture(RemoteServer.Answer answer, int size, RemoteServer server) {
    return PortablePixmap.read(answer.body())
        .orElseThrow(() -> Refusals.junk(server, answer.contentType()));
  }

  @Override
  public Optional<String> refusal(RemoteServer.Answer answer) {
    return TextToImage.isRefused(answer)
        ? Optional.of("the model's safety checker refuses the picture")
        : Optional.empty();
  }
}
