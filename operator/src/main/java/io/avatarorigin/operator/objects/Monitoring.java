package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.monitoring.ServiceMonitor;
import io.avatarorigin.operator.monitoring.ServiceMonitorSpec;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;

/** What Prometheus shall read. */
public final class Monitoring {
  private Monitoring() {}

  /** The metrics of origins and workers: every port of ours that is named admin. */
  public static ServiceMonitor serviceMonitor(Blueprint blueprint) {
    ServiceMonitor monitor = new ServiceMonitor();
    monitor.setMetadata(blueprint.metadata(blueprint.names().origin(), Component.ORIGIN));
    monitor.setSpec(
        new ServiceMonitorSpec(
            new LabelSelectorBuilder().withMatchLabels(blueprint.labels().selector()).build(),
            List.of(new ServiceMonitorSpec.Endpoint("admin", "/metrics"))));
    return monitor;
  }
}
