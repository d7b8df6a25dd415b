package io.avatarorigin.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What in a later definition breaks resources, or manifests, that the earlier one took. Fields that
 * may be left out, and anything that allows more, are not told.
 *
 * <p>Kubernetes lets a stored resource keep what a later schema refuses, as long as nobody changes
 * that field; whoever applies the same manifest to another cluster is refused nevertheless. So this
 * is told, too.
 */
final class DefinitionChanges {
  private final List<String> changes = new ArrayList<>();

  private DefinitionChanges() {}

  /** In the order of the definition; none where the later one takes all that the earlier took. */
  static List<String> between(CustomResourceDefinition before, CustomResourceDefinition after) {
    DefinitionChanges found = new DefinitionChanges();
    found.compare(before.getSpec(), after.getSpec());
    return found.changes;
  }

  private void compare(CustomResourceDefinitionSpec before, CustomResourceDefinitionSpec after) {
    same("group", before.getGroup(), after.getGroup());
    same("scope", before.getScope(), after.getScope());
    CustomResourceDefinitionNames names = before.getNames();
    same("kind", names.getKind(), after.getNames().getKind());
    same("plural", names.getPlural(), after.getNames().getPlural());
    same("singular", names.getSingular(), after.getNames().getSingular());
    names.getShortNames().stream()
        .filter(name -> !after.getNames().getShortNames().contains(name))
        .forEach(name -> changes.add("the short name " + name + " is gone"));
    before.getVersions().forEach(version -> compare(version, after));
  }

  private void same(String what, String before, String after) {
    if (!Objects.equals(before, after)) {
      changes.add("%s was %s, and is %s".formatted(what, before, after));
    }
  }

  private void compare(CustomResourceDefinitionVersion before, CustomResourceDefinitionSpec spec) {
    String name = before.getName();
    Optional<CustomResourceDefinitionVersion> same =
        spec.getVersions().stream().filter(version -> version.getName().equals(name)).findFirst();
    if (same.isEmpty()) {
      changes.add("version " + name + " is gone");
      return;
    }
    CustomResourceDefinitionVersion after = same.get();
    if (isTrue(before.getServed()) && !isTrue(after.getServed())) {
      changes.add("version " + name + " is served no more");
    }
    if (isTrue(before.getStorage()) && !isTrue(after.getStorage())) {
      changes.add("version " + name + " is stored no more");
    }
    if (hasStatus(before) && !hasStatus(after)) {
      changes.add("version " + name + " has no subresource status any more");
    }
    changes.addAll(
        SchemaChanges.between(
            name, before.getSchema().getOpenAPIV3Schema(), after.getSchema().getOpenAPIV3Schema()));
  }

  private static boolean hasStatus(CustomResourceDefinitionVersion version) {
    return version.getSubresources() != null && version.getSubresources().getStatus() != null;
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
