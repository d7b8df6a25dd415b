package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.DrawWatch;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A server that draws, whatever its API. */
class RemoteEngine implements Engine {
  private final RemoteServer server;
  private final DrawingApi api;
  private final Duration drawTime;

  RemoteEngine(RemoteServer server, DrawingApi api, Duration drawTime) {
    this.server = server;
    this.api = api;
    this.drawTime = drawTime;
  }

  @Override
  public Drawing draw(Recipe recipe, DrawWatch watch) {
    String name = UUID.randomUUID().toString();
    Optional<StepReader> steps =
        api.events(name).map(path -> StepReader.begin(server, path, watch));
    try {
      return drawing(recipe, name);
    } finally {
      steps.ifPresent(StepReader::close);
    }
  }

  private Drawing drawing(Recipe recipe, String name) {
    RemoteServer.Answer answer =
        server.post(
            api.path(),
            api.mediaType(),
            api.request(recipe, name).toString().getBytes(StandardCharsets.UTF_8),
            drawTime);
    if (answer.status() != 200) {
      Optional<String> refusal = api.refusal(answer);
      if (refusal.isPresent()) {
        return new Drawing.Refused(refusal.get());
      }
      throw Refusals.of(server, answer);
    }
    int size = recipe.sampler().size();
    Raster raster = api.picture(answer, size, server);
    if (raster.width() != size || raster.height() != size) {
      throw Refusals.junk(server, raster.width() + " x " + raster.height() + " pixels");
    }
    return new Drawing.Drawn(raster);
  }

  @Override
  public void close() {
    server.close();
  }
}
