package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;

/** How a server is asked for a picture, and how it answers. */
interface DrawingApi {
  /** Where it is asked, below the server's address. */
  String path();

  /** The media type of its answers. */
  default String mediaType() {
    return "application/json";
  }

  /**
   * What it is asked.
   *
   * @param drawName what the draw is called from now on, where the server calls draws anything
   */
  ObjectNode request(Recipe recipe, String drawName);

  /** Where the server tells of a draw's steps, in server-sent events; empty where it does not. */
  default Optional<String> events(String drawName) {
    return Optional.empty();
  }

  /**
   * The picture that came.
   *
   * @param size how many pixels it shall have on each side
   * @param server who answered, to be named
   * @throws io.avatarorigin.origin.engine.EngineException when it is none
   */
  Raster picture(RemoteServer.Answer answer, int size, RemoteServer server);

  /** Why the picture will never come, where an answer that is none says so. */
  Optional<String> refusal(RemoteServer.Answer answer);
}
