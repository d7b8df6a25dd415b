package io.avatarorigin.operator.keda;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** What is scaled, how far, and by what. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaledObjectSpec(
    Target scaleTargetRef,
    int pollingInterval,
    int cooldownPeriod,
    int minReplicaCount,
    int maxReplicaCount,
    List<Trigger> triggers) {

  /** What is scaled. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Target(String apiVersion, String kind, String name) {}

  /** By what. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Trigger(String type, String metricType, Map<String, String> metadata) {}
}
