package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Apis;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One object that an AvatarOrigin may come to.
 *
 * @param id of the part, for logs
 * @param name of the object, whether it is wanted or not
 * @param derive the object; empty where it is not wanted
 * @param exists whether the cluster knows its kind
 */
public record Part<R extends HasMetadata>(
    String id,
    Class<R> type,
    Function<Names, String> name,
    Function<Blueprint, Optional<R>> derive,
    Predicate<Apis> exists) {

  static <R extends HasMetadata> Part<R> always(
      String id, Class<R> type, Function<Names, String> name, Function<Blueprint, R> derive) {
    return perhaps(id, type, name, derive.andThen(Optional::of));
  }

  static <R extends HasMetadata> Part<R> perhaps(
      String id,
      Class<R> type,
      Function<Names, String> name,
      Function<Blueprint, Optional<R>> derive) {
    return new Part<>(id, type, name, derive, _ -> true);
  }

  /** Whether its kind is Kubernetes' own, so that every cluster knows it. */
  public boolean isCore() {
    return exists.test(new Apis(false, false, false));
  }
}
