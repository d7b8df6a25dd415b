package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.blueprint.Names;
import io.avatarorigin.operator.objects.Services;
import io.avatarorigin.operator.status.OriginProbe;
import io.avatarorigin.operator.status.OriginReport;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingEventSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks every origin how it is, and wakes the reconciler when that has changed. */
final class OriginWatch {
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int THREADS = 16;

  private final OriginProbe probe = new OriginProbe();

  PerResourcePollingEventSource<OriginReport, AvatarOrigin, String> source(
      EventSourceContext<AvatarOrigin> context) {
    return new PerResourcePollingEventSource<>(
        OriginReport.class,
        context,
        new PerResourcePollingConfigurationBuilder<OriginReport, AvatarOrigin, String>(
                this::fetch, PERIOD)
            .withName("origin-reports")
            .withResourceIDMapper(_ -> "origin")
            .withExecutorService(Executors.newScheduledThreadPool(THREADS))
            .build());
  }

  private Set<OriginReport> fetch(AvatarOrigin resource) {
    return Stream.of(probe.ask(admin(resource)))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static URI admin(AvatarOrigin resource) {
    return URI.create(
        Services.adminUrl(
            new Names(resource.getMetadata().getName()), resource.getMetadata().getNamespace()));
  }
}
