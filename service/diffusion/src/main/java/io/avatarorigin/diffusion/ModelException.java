package io.avatarorigin.diffusion;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** A model folder that cannot be used; the message begins with the file and, if any, the field. */
public final class ModelException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  private ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Not a fault of the folder's but of what shall run it. */
  static ModelException ofRuntime(String problem) {
    return new ModelException(problem, null);
  }

  static ModelException inFile(String file, String problem) {
    return new ModelException(file + ": " + problem, null);
  }

  static ModelException inFile(String file, String problem, Throwable cause) {
    String reason =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage() + at(json.getLocation())
            : String.valueOf(cause.getMessage());
    String oneLine = reason.strip().replaceAll("\\s+", " ");
    return new ModelException(file + ": " + problem + ": " + oneLine, cause);
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  static ModelException inField(String file, String field, String problem) {
    return new ModelException(file + ": " + field + ": " + problem, null);
  }
}
