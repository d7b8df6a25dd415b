package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Apis;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One object that an AvatarOrigin may come to.
 *
 * @param name of the part, for logs
 * @param derive the object; empty where it is not wanted
 * @param exists whether the cluster knows its kind
 */
public record Part<R extends HasMetadata>(
    String name, Class<R> type, Function<Blueprint, Optional<R>> derive, Predicate<Apis> exists) {

  static <R extends HasMetadata> Part<R> always(
      String name, Class<R> type, Function<Blueprint, R> derive) {
    return new Part<>(name, type, derive.andThen(Optional::of), _ -> true);
  }

  static <R extends HasMetadata> Part<R> perhaps(
      String name, Class<R> type, Function<Blueprint, Optional<R>> derive) {
    return new Part<>(name, type, derive, _ -> true);
  }
}
