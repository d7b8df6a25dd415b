package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is. */
@ApiType
public record AvatarOriginStatus(
    @JsonPropertyDescription("The generation of the spec that all of this is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("All conditions in one word.") @Nullable Phase phase,
    @JsonPropertyDescription("What draws, in short.") @Nullable String model,
    @JsonPropertyDescription("The digest that changes when pictures would.")
        @Nullable String contentVersion,
    @JsonPropertyDescription("The S3 socket, for a store that falls through to it.")
        @Nullable String originUrl,
    @JsonPropertyDescription("The web socket, for people.") @Nullable String publicUrl,
    @JsonPropertyDescription("The pods that draw.") @Nullable Workers workers,
    @JsonPropertyDescription("Draws that wait or run.") @Nullable Integer queueDepth,
    @JsonPropertyDescription("What a worker that is starting does.") @Nullable Loading modelLoad,
    @JsonPropertyDescription("The bucket in front, with spec.tigris.")
        @Nullable BucketStatus bucket,
    @JsonPropertyDescription(
            "What to enter at another store that takes from the origin what it lacks. Absent with"
                + " spec.tigris.")
        @Nullable StoreSettings storeSettings,
    @JsonPropertyDescription("What holds, why, and what to do next.")
        @Nullable List<Condition> conditions) {

  /** All conditions in one word. */
  public enum Phase {
    /** Nothing has been made yet. */
    Pending,
    /** What has been made is starting. */
    Provisioning,
    /** Everything answers, and workers are there. */
    Ready,
    /** Everything answers, and workers come when something is asked for. */
    Idle,
    /** Drawing stops by spec.suspend. */
    Suspended,
    /** What is drawn is served, but something is wrong. */
    Degraded,
    /** The spec cannot be done. */
    Failed,
    /** Being taken down. */
    Deleting
  }

  /**
   * The pods that draw.
   *
   * @param summary ready/desired, for the table
   */
  @ApiType
  public record Workers(
      @JsonPropertyDescription("How many are wanted.") int desired,
      @JsonPropertyDescription("How many can draw.") int ready,
      @JsonPropertyDescription("Both, for the table.") String summary) {}

  /** What a worker that is starting does. */
  @ApiType
  public record Loading(
      @JsonPropertyDescription(
              "Waiting for a node, pulling, fetching, verifying, loading or warming.")
          String stage,
      @JsonPropertyDescription("How much of it is done, where that is known.")
          @Nullable Integer percent) {}
}
