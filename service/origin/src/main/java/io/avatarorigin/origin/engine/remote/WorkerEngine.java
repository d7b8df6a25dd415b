package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One worker of this project. It speaks AUTOMATIC1111's API and, beyond it, hands pixels over as
 * they are: neither side encodes or decodes anything.
 */
final class WorkerEngine implements Engine {
  private final RemoteServer server;
  private final Duration drawTime;

  WorkerEngine(RemoteServer server, Duration drawTime) {
    this.server = server;
    this.drawTime = drawTime;
  }

  @Override
  public Drawing draw(Recipe recipe) {
    RemoteServer.Answer answer =
        server.post(
            "/sdapi/v1/txt2img",
            PortablePixmap.MEDIA_TYPE,
            request(recipe).toString().getBytes(StandardCharsets.UTF_8),
            drawTime);
    if (answer.status() != 200) {
      if (isRefused(answer)) {
        return new Drawing.Refused("the model's safety checker refuses the picture");
      }
      throw Refusals.of(server, answer);
    }
    Raster raster =
        PortablePixmap.read(answer.body())
            .orElseThrow(() -> Refusals.junk(server, answer.contentType()));
    int size = recipe.sampler().size();
    if (raster.width() != size || raster.height() != size) {
      throw Refusals.junk(server, raster.width() + " x " + raster.height() + " pixels");
    }
    return new Drawing.Drawn(raster);
  }

  /** Whether it says that the picture will always be refused. */
  static boolean isRefused(RemoteServer.Answer answer) {
    return answer.status() == 422
        && Refusals.json(answer.body()).path("error").asText("").equals("PictureRefused");
  }

  private static ObjectNode request(Recipe recipe) {
    Sampler sampler = recipe.sampler();
    SpacedScheduler scheduler = SpacedScheduler.of(sampler);
    return JsonNodeFactory.instance
        .objectNode()
        .put("prompt", recipe.prompt())
        .put("negative_prompt", recipe.negativePrompt())
        .put("seed", recipe.seed())
        .put("sampler_name", scheduler.sampler())
        .put("scheduler", scheduler.scheduleType())
        .put("avatar_origin_noise", sampler.noise().toString())
        .put("steps", sampler.steps())
        .put("cfg_scale", sampler.guidanceScale())
        .put("width", sampler.size())
        .put("height", sampler.size())
        .put("batch_size", 1)
        .put("n_iter", 1);
  }

  @Override
  public void close() {
    server.close();
  }
}
