package io.avatarorigin.origin.engine.remote;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which model all pictures of an origin are drawn with: what is known, else the first told of. */
final class ModelAgreement {
  private final CompletableFuture<ServedModel> model = new CompletableFuture<>();

  ModelAgreement(Optional<ServedModel> known) {
    known.ifPresent(model::complete);
  }

  CompletableFuture<ServedModel> model() {
    return model.copy();
  }

  /** Whether a worker with this model is to be asked. */
  boolean includes(ServedModel told) {
    model.complete(told); // without effect but for the first
    return model.join().digest().equals(told.digest());
  }
}
