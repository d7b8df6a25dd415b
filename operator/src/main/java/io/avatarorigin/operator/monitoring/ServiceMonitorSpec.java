package io.avatarorigin.operator.monitoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/** Which Services, and where their pods have metrics. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceMonitorSpec(LabelSelector selector, List<Endpoint> endpoints) {

  /** A port and a path. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Endpoint(String port, String path) {}
}
