package io.avatarorigin.operator;

import io.avatarorigin.operator.binding.Pace;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.OperatorConfigException;
import io.avatarorigin.operator.config.OperatorConfigReader;
import io.avatarorigin.operator.reconcile.OperatorSetup;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's process. It watches until it is asked to end; when it loses the lease that makes
 * it the leader it ends, and Kubernetes starts it again. With the arguments {@code check URL} it
 * looks at an operator that runs elsewhere instead, says in a line how that is, and ends with 0 or
 * 1.
 */
public final class Main {
  private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);
  private static final String CONFIG = "AVATAR_ORIGIN_OPERATOR_CONFIG";
  private static final String DEFAULT_CONFIG = "/etc/avatar-origin-operator/config.yaml";
  private static final String LEASE = "avatar-origin-operator";
  private static final int PORT = 8080;
  private static final String CHECK = "check";
  private static final int UNWELL = 1;
  private static final int BAD_CONFIGURATION = 2;
  private static final Duration STOP = Duration.ofSeconds(25);

  /** How long an address counts: origins are other pods behind the same name. */
  private static final String ADDRESS_SECONDS = "1";

  private Main() {}

  public static void main(String[] arguments) {
    Security.setProperty("networkaddress.cache.ttl", ADDRESS_SECONDS);
    Security.setProperty("networkaddress.cache.negative.ttl", ADDRESS_SECONDS);
    Map<String, String> environment = System.getenv();
    Path file = Path.of(environment.getOrDefault(CONFIG, DEFAULT_CONFIG));
    OperatorConfig config;
    try {
      config = OperatorConfigReader.read(file);
    } catch (OperatorConfigException e) {
      LOGGER.error("{}", e.getMessage());
      System.exit(BAD_CONFIGURATION);
      return;
    }
    if (arguments.length == 2 && arguments[0].equals(CHECK)) {
      check(config, URI.create(arguments[1]));
    } else if (arguments.length == 0) {
      run(config, Integer.parseInt(environment.getOrDefault("PORT", Integer.toString(PORT))));
    } else {
      LOGGER.error("takes no arguments, or: {} URL", CHECK);
      System.exit(BAD_CONFIGURATION);
    }
  }

  private static void check(OperatorConfig config, URI operator) {
    try (KubernetesClient client = OperatorSetup.client()) {
      Check.Finding finding = new Check(client, config.namespaces()).look(operator);
      if (finding.isWell()) {
        LOGGER.info("{}", finding.text());
      } else {
        LOGGER.error("{}", finding.text());
        System.exit(UNWELL);
      }
    }
  }

  private static void run(OperatorConfig config, int port) {
    PrometheusMeterRegistry metrics = OperatorMetrics.create();
    KubernetesClient client = OperatorSetup.client();
    Operator operator =
        OperatorSetup.create(
            config,
            client,
            InstantSource.system(),
            Pace.USUAL,
            metrics,
            it ->
                it.withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics))
                    .withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                            .withLeaseNamespace(config.operatorNamespace())
                            .build()));
    AdminServer.start(port, operator, metrics);
    operator.installShutdownHook(STOP);
    operator.start();
  }
}
