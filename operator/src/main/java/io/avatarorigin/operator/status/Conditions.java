package io.avatarorigin.operator.status;

import io.avatarorigin.operator.binding.Finding;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions in the making; those that stay what they were keep the time of their last change. */
final class Conditions {
  static final String TRUE = "True";
  static final String FALSE = "False";
  static final String UNKNOWN = "Unknown";

  private final List<Condition> before;
  private final long generation;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

  Conditions(List<Condition> before, long generation, InstantSource clock) {
    this.before = before;
    this.generation = generation;
    this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  Conditions add(String type, String status, String reason, String message) {
    String since =
        find(before, type)
            .filter(it -> it.getStatus().equals(status))
            .map(Condition::getLastTransitionTime)
            .orElseGet(now::toString);
    conditions.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .withObservedGeneration(generation)
            .withLastTransitionTime(since)
            .build());
    return this;
  }

  Conditions add(String type, Finding finding) {
    String status =
        switch (finding.verdict()) {
          case YES -> TRUE;
          case NO -> FALSE;
          case NOT_YET -> UNKNOWN;
        };
    return add(type, status, finding.reason(), finding.message());
  }

  /** Whether one of those that were added is true. */
  boolean isTrue(String type) {
    return find(conditions, type).filter(it -> it.getStatus().equals(TRUE)).isPresent();
  }

  /** The first that is not true. */
  Optional<Condition> firstUntrue() {
    return conditions.stream().filter(it -> !it.getStatus().equals(TRUE)).findFirst();
  }

  List<Condition> list() {
    return List.copyOf(conditions);
  }

  private static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(it -> it.getType().equals(type)).findFirst();
  }
}
