package io.avatarorigin.operator.reconcile;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.avatarorigin.operator.binding.Pace;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.objects.Samples;
import io.avatarorigin.testbed.Cluster;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The operator in this process, against a real API server. */
public final class TestedOperator implements AutoCloseable {
  static final Path DEFINITION = Path.of("../crds/avatarorigins.avatarorigin.io.yaml");

  private static final Path RULES = Path.of("../charts/avatar-origin/files/rules.yaml");
  static final String ACCOUNT = "operator";

  private final KubernetesClient client;
  private final Operator operator;

  /** Starts it for one namespace, with the rights that the chart gives it there. */
  TestedOperator(Cluster cluster, String namespace) {
    this(cluster, namespace, Samples.watching(namespace), Pace.USUAL);
  }

  /** Starts it so configured, at such a pace. */
  TestedOperator(Cluster cluster, String namespace, OperatorConfig config, Pace pace) {
    grant(cluster.client(), namespace);
    client = cluster.clientOf(namespace, ACCOUNT);
    operator =
        OperatorSetup.create(
            config, client, InstantSource.system(), pace, new SimpleMeterRegistry(), it -> {});
    operator.start();
  }

  /** Gives a service account the rights of the chart in a namespace, its lease included. */
  static void grant(KubernetesClient client, String namespace) {
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withName(ACCOUNT)
            .withNamespace(namespace)
            .endMetadata()
            .build();
    Role role =
        new RoleBuilder()
            .withNewMetadata()
            .withName(ACCOUNT)
            .withNamespace(namespace)
            .endMetadata()
            .withRules(rules())
            .addNewRule()
            .withApiGroups("coordination.k8s.io")
            .withResources("leases")
            .withVerbs("get", "create", "update", "patch")
            .endRule()
            .build();
    RoleBinding binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName(ACCOUNT)
            .withNamespace(namespace)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", ACCOUNT)
            .addNewSubject(null, "ServiceAccount", ACCOUNT, namespace)
            .build();
    client.resource(account).serverSideApply();
    client.resource(role).serverSideApply();
    client.resource(binding).serverSideApply();
  }

  private static PolicyRule[] rules() {
    try {
      return new YAMLMapper().readValue(RULES.toFile(), PolicyRule[].class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The user that it writes as in a namespace. */
  static String user(String namespace) {
    return "system:serviceaccount:" + namespace + ":" + ACCOUNT;
  }

  /** Makes the cluster know the resource. */
  public static void install(Cluster cluster) {
    cluster.install(DEFINITION);
  }

  @Override
  public void close() {
    operator.stop(); // closes the client as well
  }
}
