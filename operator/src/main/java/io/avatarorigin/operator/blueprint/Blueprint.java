package io.avatarorigin.operator.blueprint;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginSpec;
import io.avatarorigin.operator.api.ModelSpec;
import io.avatarorigin.operator.api.OriginSpec;
import io.avatarorigin.operator.api.WorkerSpec;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.WorkerProfile;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An AvatarOrigin with all that is needed to derive its objects.
 *
 * @param apis what the cluster knows
 * @param vocabulary the vocabulary's YAML where it is not a preset
 * @param profile how workers run; of no meaning with an external model
 */
public record Blueprint(
    AvatarOrigin resource,
    OperatorConfig config,
    Apis apis,
    Keys keys,
    Optional<String> vocabulary,
    WorkerProfile profile) {
  private static final int WAIT_SECONDS = 20;
  private static final int DRAW_SECONDS = 120;
  private static final int START_SECONDS = 1800;
  private static final OriginSpec NO_ORIGIN =
      new OriginSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  private static final WorkerSpec NO_WORKER =
      new WorkerSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** What is wanted. */
  public AvatarOriginSpec spec() {
    return resource.getSpec();
  }

  public ModelSpec model() {
    return spec().model();
  }

  /** What is wanted of the origin. */
  public OriginSpec origin() {
    OriginSpec origin = spec().origin();
    return origin == null ? NO_ORIGIN : origin;
  }

  /** What is wanted of the workers. */
  public WorkerSpec worker() {
    WorkerSpec worker = spec().worker();
    return worker == null ? NO_WORKER : worker;
  }

  /** Whether pods of this operator draw. */
  public boolean hasWorkers() {
    return model().external() == null;
  }

  /** Whether nothing is drawn. */
  public boolean isSuspended() {
    return Boolean.TRUE.equals(spec().suspend());
  }

  public String namespace() {
    return resource.getMetadata().getNamespace();
  }

  public Names names() {
    return new Names(resource.getMetadata().getName());
  }

  public Labels labels() {
    return new Labels(resource.getMetadata().getName());
  }

  /** The number of origins. */
  public int originReplicas() {
    return Objects.requireNonNullElse(origin().replicas(), 1);
  }

  /** The bucket that is served. */
  public String bucket() {
    String bucket = origin().bucket();
    if (bucket != null) {
      return bucket;
    }
    String host = origin().s3Host();
    return host == null ? "avatars" : host.substring(0, (host + ".").indexOf('.'));
  }

  /** How long a request waits for a draw, in seconds. */
  public int waitSeconds() {
    return Objects.requireNonNullElse(origin().waitSeconds(), WAIT_SECONDS);
  }

  /** How long one picture may take, in seconds. */
  public int drawSeconds() {
    return Objects.requireNonNullElse(worker().drawSeconds(), DRAW_SECONDS);
  }

  /** How long a worker's start may take, in seconds. */
  public int startSeconds() {
    return Objects.requireNonNullElse(worker().startSeconds(), START_SECONDS);
  }

  /** How workers' numbers are decided. */
  public WorkerScale scale() {
    return WorkerScale.of(this);
  }

  /** The head of an object of a component. */
  public ObjectMeta metadata(String name, Component component) {
    return metadata(name, component, Map.of());
  }

  /** The head of an object of a component. */
  public ObjectMeta metadata(String name, Component component, Map<String, String> annotations) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace())
        .withLabels(labels().of(component))
        .withAnnotations(new TreeMap<>(annotations)) // to which the framework may add
        .build();
  }
}
