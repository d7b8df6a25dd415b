package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.ForceRelease;
import io.avatarorigin.operator.blueprint.Labels;
import io.avatarorigin.operator.status.StatusFactory;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of an AvatarOrigin: one when its phase changes, and at no other time. */
final class Announcements {
  private static final Logger LOGGER = LoggerFactory.getLogger(Announcements.class);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int ALREADY_THERE = 409;
  private static final int LONGEST_NOTE = 1000;

  private final KubernetesClient client;
  private final InstantSource clock;

  Announcements(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Tells of a change, where there is one. A failure to do so changes nothing else. */
  void tell(AvatarOrigin resource, @Nullable AvatarOriginStatus before, AvatarOriginStatus after) {
    Phase phase = after.phase();
    if (phase == null || (before != null && phase == before.phase())) {
      return;
    }
    LOGGER.info("phase={} was={}", phase, before == null ? null : before.phase());
    boolean isBad = phase == Phase.Degraded || phase == Phase.Failed || phase == Phase.Deleting;
    tell(resource, phase.name(), isBad ? "Warning" : "Normal", note(after));
  }

  /** Tells that a resource goes although something outside the cluster may be left of it. */
  void tellOfRelease(AvatarOrigin resource, String problem) {
    String bucket =
        BucketStatus.of(resource).map(it -> "the bucket " + it.name()).orElse("its bucket");
    String note =
        "let go by %s: %s may still fall through to the origin, and keys issued for it may be valid (%s)"
            .formatted(ForceRelease.ANNOTATION, bucket, problem);
    LOGGER.warn("{}", note);
    tell(resource, "ForceReleased", "Warning", cut(note));
  }

  private void tell(AvatarOrigin resource, String reason, String type, String note) {
    Instant now = clock.instant();
    try {
      client
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withName(name(resource, reason))
                  .withNamespace(resource.getMetadata().getNamespace())
                  .endMetadata()
                  .withEventTime(new MicroTime(MICROS.format(now)))
                  .withReportingController(Labels.OPERATOR)
                  .withReportingInstance(Labels.OPERATOR)
                  .withAction("Reconcile")
                  .withReason(reason)
                  .withType(type)
                  .withNote(note)
                  .withNewRegarding()
                  .withApiVersion(resource.getApiVersion())
                  .withKind(resource.getKind())
                  .withName(resource.getMetadata().getName())
                  .withNamespace(resource.getMetadata().getNamespace())
                  .withUid(resource.getMetadata().getUid())
                  .endRegarding()
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      if (e.getCode() == ALREADY_THERE) {
        return; // told by a pass before, whose status this one had not yet seen
      }
      LOGGER.warn("no event could be written: {}", e.getMessage());
    }
  }

  /** The same for each pass over what is written in the resource now. */
  private static String name(AvatarOrigin resource, String reason) {
    return "%s.%s.%s"
        .formatted(
            resource.getMetadata().getName(),
            resource.getMetadata().getResourceVersion(),
            reason.toLowerCase(Locale.ROOT));
  }

  private static String cut(String note) {
    return note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
  }

  private static String note(AvatarOriginStatus status) {
    String message =
        status.conditions() == null
            ? ""
            : status.conditions().stream()
                .filter(it -> it.getType().equals(StatusFactory.READY))
                .findFirst()
                .map(Condition::getMessage)
                .orElse("");
    return cut(message.isEmpty() ? "everything answers" : message);
  }
}
