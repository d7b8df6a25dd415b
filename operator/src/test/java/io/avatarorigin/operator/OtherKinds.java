package io.avatarorigin.operator;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Programs;
import java.nio.file.Path;
import java.util.List;

/** Kinds of other projects, which a cluster knows or not. */
public final class OtherKinds {
  private static final List<String> FILES =
      List.of(
          "gateway.networking.k8s.io_httproutes.yaml",
          "keda.sh_scaledobjects.yaml",
          "monitoring.coreos.com_prometheusrules.yaml",
          "monitoring.coreos.com_servicemonitors.yaml");

  private OtherKinds() {}

  public static void install(Cluster cluster) {
    cluster.install(definitions());
  }

  public static void remove(Cluster cluster) {
    cluster.kubectl("delete", "-f", definitions().toString());
  }

  private static Path definitions() {
    return Programs.find("definitions", FILES).folder();
  }
}
