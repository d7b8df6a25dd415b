package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.ClaimRef;
import io.avatarorigin.operator.api.ModelSpec;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Checksum;
import org.jspecify.annotations.Nullable;

/** What the sources of models mean to a worker. */
public final class Models {
  private Models() {}

  /** The worker's setting {@code model}. */
  static String source(Blueprint blueprint) {
    ModelSpec model = blueprint.model();
    if (model.huggingFace() != null) {
      return hub(model.huggingFace());
    }
    if (model.s3() != null) {
      return model.s3().url();
    }
    if (model.image() != null) {
      return folder(model.image().path());
    }
    if (model.pvc() != null) {
      return folder(model.pvc().path());
    }
    return "bundled";
  }

  /**
   * A text that changes when the source does, so that the origin learns anew what it is. With a
   * volume or a moving tag the model may change without it.
   */
  static String identity(Blueprint blueprint) {
    ModelSpec model = blueprint.model();
    if (model.image() != null) {
      return "image:" + model.image().reference() + path(model.image().path());
    }
    ClaimRef claim = model.pvc();
    if (claim != null) {
      return "pvc:" + claim.claimName() + path(claim.path());
    }
    return source(blueprint);
  }

  /** The same, as settings of origins and workers take it: of any length and in any letters. */
  static String label(Blueprint blueprint) {
    String identity = identity(blueprint);
    return identity.matches("[ -~]{1,300}") ? identity : "source-" + Checksum.of(identity);
  }

  /** What the table shows. */
  public static String summary(Blueprint blueprint) {
    ModelSpec.External external = blueprint.model().external();
    return external == null ? identity(blueprint) : external.url();
  }

  /** Whether workers fetch the model. */
  static boolean isFetched(Blueprint blueprint) {
    return blueprint.model().huggingFace() != null || blueprint.model().s3() != null;
  }

  private static String hub(ModelSpec.HuggingFace model) {
    return "hf://"
        + model.repository()
        + (model.revision() == null ? "" : "@" + model.revision())
        + path(model.folder());
  }

  private static String folder(@Nullable String path) {
    return Places.MODEL + path(path);
  }

  private static String path(@Nullable String path) {
    return path == null ? "" : "/" + path;
  }
}
