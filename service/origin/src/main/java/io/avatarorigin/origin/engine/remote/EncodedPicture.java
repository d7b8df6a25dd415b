package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.origin.encode.PictureReader;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.encode.UnreadablePictureException;
import java.util.Base64;

/** A picture in Base64, as servers put it into JSON. */
final class EncodedPicture {
  private EncodedPicture() {}

  /**
   * Its centre square.
   *
   * @throws io.avatarorigin.origin.engine.EngineException when it is none
   */
  static Raster read(JsonNode text, RemoteServer server) {
    if (!text.isTextual()) {
      throw Refusals.junk(server, "there is none");
    }
    try {
      // Some servers put "data:image/png;base64," in front.
      String base64 = text.textValue().substring(text.textValue().indexOf(',') + 1);
      return PictureReader.centreSquare(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw Refusals.junk(server, "it is not Base64");
    } catch (UnreadablePictureException e) {
      throw Refusals.junk(server, "it " + e.getMessage());
    }
  }
}
