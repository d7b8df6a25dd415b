package io.avatarorigin.testbed;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the cluster of a run, and gives and takes what tests ask for. */
final class ClusterExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace OURS = Namespace.create(ClusterExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Cluster.class || type == KubernetesClient.class || type == TestNamespace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Cluster cluster = cluster(context);
    if (type == Cluster.class) {
      return cluster;
    }
    if (type == KubernetesClient.class) {
      return cluster.client();
    }
    return context
        .getStore(OURS)
        .computeIfAbsent(
            TestNamespace.class,
            _ -> new TestNamespace(cluster.createNamespace(Map.of())),
            TestNamespace.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestNamespace namespace =
        context.getStore(OURS).remove(TestNamespace.class, TestNamespace.class);
    if (namespace != null) {
      cluster(context).client().namespaces().withName(namespace.name()).delete();
    }
  }

  /** One for the run; JUnit closes what is AutoCloseable when the run ends. */
  private static Cluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .computeIfAbsent(Cluster.class, _ -> Cluster.start(), Cluster.class);
  }
}
