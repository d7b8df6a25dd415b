package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Layers;
import io.avatarorigin.settings.raw.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lays the variables that are a program's over its file. */
record EnvironmentLayer(List<Setting<?>> settings, EnvironmentNames names, List<Fault> faults) {
  /**
   * Kubernetes gives every pod variables about the services of its namespace: a service named
   * avatar-origin-s3 makes AVATAR_ORIGIN_S3_PORT=tcp://10.0.0.7:9000, which is no setting of ours.
   */
  private static final Pattern SERVICE_LINK_NAME =
      Pattern.compile(".*_SERVICE_(HOST|PORT(_.+)?)|.*_PORT_\\d+_(TCP|UDP|SCTP)(_.+)?");

  private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

  EnvironmentLayer {
    settings = List.copyOf(settings);
  }

  /** Overrides what the layers hold by each variable that is a setting's. */
  void apply(Map<String, String> environment, Layers layers) {
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (names.include(name) && !isServiceLink(name, text)) {
                apply(name, text, layers);
              }
            });
  }

  private void apply(String name, String text, Layers layers) {
    if (name.equals(names.ofFile()) || text.isEmpty()) {
      return;
    }
    Optional<Setting<?>> setting =
        settings.stream().filter(known -> names.of(known).equals(name)).findFirst();
    if (setting.isPresent()) {
      layers.override(setting.get().path(), setting.get().kind().ofText(text, name, faults));
      return;
    }
    int start = names.prefix().length();
    List<String> known = settings.stream().map(other -> names.of(other).substring(start)).toList();
    String suggestion =
        Nearest.to(name.substring(start), known)
            .map(near -> "; did you mean " + names.prefix() + near + "?")
            .orElse("");
    faults.add(new Fault(name, "", "no setting has this variable" + suggestion));
  }

  private static boolean isServiceLink(String name, String text) {
    return SERVICE_LINK_NAME.matcher(name).matches() || SERVICE_LINK_VALUE.matcher(text).matches();
  }
}
