package io.avatarorigin.origin.engine.remote;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which model all pictures of an origin are drawn with: what is known, else the first told of. */
public final class ModelAgreement {
  private final CompletableFuture<ServedModel> model = new CompletableFuture<>();
  private final Optional<String> label;

  /**
   * What is known so far.
   *
   * @param known the model; empty for that of the first worker which has loaded one
   * @param label what the settings call it; a worker that calls its own otherwise does not count
   */
  public ModelAgreement(Optional<ServedModel> known, Optional<String> label) {
    this.label = label;
    known.ifPresent(model::complete);
  }

  CompletableFuture<ServedModel> model() {
    return model.copy();
  }

  /** How a worker's model stands to that of the origin. */
  enum Standing {
    SAME,
    OTHER,

    /** Another by what the settings call it; the right one has yet to come. */
    OTHER_LABEL
  }

  /** Whether a worker with this model is to be asked. */
  Standing standing(ServedModel told, Optional<String> toldLabel) {
    if (label.isPresent() && toldLabel.isPresent() && !label.equals(toldLabel)) {
      return Standing.OTHER_LABEL;
    }
    model.complete(told); // without effect but for the first
    return model.join().digest().equals(told.digest()) ? Standing.SAME : Standing.OTHER;
  }
}
