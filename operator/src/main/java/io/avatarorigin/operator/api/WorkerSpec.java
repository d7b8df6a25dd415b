package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodResourceClaim;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods that draw. */
@ApiType
@ValidationRule(
    value = "!(has(self.replicas) && has(self.scaling))",
    message = "replicas fixes a number, which scaling decides: only one of them can be set")
public record WorkerSpec(
    @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        @JsonPropertyDescription(
            "A profile of the operator's configuration: resources, selectors, tolerations, image."
                + " What is set here counts more. Default: the profile named default.")
        @Nullable String profile,
    @Size(max = 64) @JsonPropertyDescription("Labels of nodes, added to the profile's.")
        @Nullable Map<String, String> nodeSelector,
    @Size(max = 32) @JsonPropertyDescription("Tolerations, added to the profile's.")
        @Nullable List<Toleration> tolerations,
    @JsonPropertyDescription("Affinity, instead of the profile's.") @Nullable Affinity affinity,
    @Size(min = 1, max = 253) @JsonPropertyDescription("Instead of the profile's.")
        @Nullable String runtimeClassName,
    @Size(min = 1, max = 253) @JsonPropertyDescription("Instead of the profile's.")
        @Nullable String priorityClassName,
    @JsonPropertyDescription("Processor, memory and GPUs of each, instead of the profile's.")
        @Nullable ResourceRequirements resources,
    @Size(max = 8)
        @JsonPropertyDescription(
            "Dynamic resource allocation: what each pod claims. The container gets all of them.")
        @Nullable List<PodResourceClaim> resourceClaims,
    @Min(1) @Max(256) @JsonPropertyDescription("Runs side by side in one. Default: the profile's.")
        @Nullable Integer lanes,
    @Min(1) @Max(64) @JsonPropertyDescription("Pictures in one run. Default: the profile's.")
        @Nullable Integer together,
    @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
            "How long one picture may take. A pod that stops gets as long to finish. Default: 120.")
        @Nullable Integer drawSeconds,
    @Min(10)
        @Max(86400)
        @JsonPropertyDescription(
            "How long a start may take, from the container to the model loaded. Default: 1800.")
        @Nullable Integer startSeconds,
    @Min(0) @Max(1000) @JsonPropertyDescription("A fixed number.") @Nullable Integer replicas,
    @JsonPropertyDescription(
            "A number that follows the queue, by KEDA. Default, without replicas: 0 to 1.")
        @Nullable Scaling scaling) {

  /** How the number of workers follows the queue. */
  @ApiType
  @ValidationRule(
      value =
          "(has(self.minReplicas) ? self.minReplicas : 0) <= (has(self.maxReplicas) ?"
              + " self.maxReplicas : 1)",
      message = "minReplicas is at most maxReplicas")
  public record Scaling(
      @Min(0) @Max(1000) @JsonPropertyDescription("Default: 0.") @Nullable Integer minReplicas,
      @Min(1) @Max(1000) @JsonPropertyDescription("Default: 1.") @Nullable Integer maxReplicas,
      @Min(1)
          @Max(10_000)
          @JsonPropertyDescription("How many pictures each shall have to draw. Default: 4.")
          @Nullable Integer queueDepthPerReplica,
      @Min(1)
          @Max(86400)
          @JsonPropertyDescription(
              "How long nothing is wanted before the last ones stop. Default: 300.")
          @Nullable Integer idleSeconds) {}
}
