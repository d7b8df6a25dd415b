package io.avatarorigin.diffusion;

import org.jspecify.annotations.Nullable;

/** A model folder that cannot be used; the message begins with the file and, if any, the field. */
public final class ModelException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  private ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static ModelException inFile(String file, String problem) {
    return new ModelException(file + ": " + problem, null);
  }

  static ModelException inFile(String file, String problem, Throwable cause) {
    return new ModelException(file + ": " + problem + ": " + cause.getMessage(), cause);
  }

  static ModelException inField(String file, String field, String problem) {
    return new ModelException(file + ": " + field + ": " + problem, null);
  }
}
