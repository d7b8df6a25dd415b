package io.avatarorigin.origin.config.setting;

import io.avatarorigin.origin.config.raw.Fault;
import io.avatarorigin.origin.config.raw.Layers;
import io.avatarorigin.origin.config.raw.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lays the variables that begin with AVATAR_ORIGIN_ over the file. */
public record EnvironmentLayer(List<Setting<?>> settings, List<Fault> faults) {
  /** Names the configuration file, where no flag does. */
  private static final String CONFIG = Setting.ENVIRONMENT_PREFIX + "CONFIG";

  /**
   * Kubernetes gives every pod variables about the services of its namespace: a service named
   * avatar-origin-s3 makes AVATAR_ORIGIN_S3_PORT=tcp://10.0.0.7:9000, which is no setting of ours.
   */
  private static final Pattern SERVICE_LINK_NAME =
      Pattern.compile(".*_SERVICE_(HOST|PORT(_.+)?)|.*_PORT_\\d+_(TCP|UDP|SCTP)(_.+)?");

  private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

  public EnvironmentLayer {
    settings = List.copyOf(settings);
  }

  /** Overrides what the layers hold by each variable that is a setting's. */
  public void apply(Map<String, String> environment, Layers layers) {
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !isServiceLink(name, text)) {
                apply(name, text, layers);
              }
            });
  }

  private void apply(String name, String text, Layers layers) {
    if (name.equals(CONFIG) || text.isEmpty()) {
      return;
    }
    Optional<Setting<?>> setting =
        settings.stream().filter(known -> known.environment().equals(name)).findFirst();
    if (setting.isPresent()) {
      layers.override(setting.get().path(), setting.get().kind().ofText(text, name, faults));
      return;
    }
    int start = Setting.ENVIRONMENT_PREFIX.length();
    List<String> names =
        settings.stream().map(known -> known.environment().substring(start)).toList();
    String suggestion =
        Nearest.to(name.substring(start), names)
            .map(near -> "; did you mean " + Setting.ENVIRONMENT_PREFIX + near + "?")
            .orElse("");
    faults.add(new Fault(name, "", "no setting has this variable" + suggestion));
  }

  private static boolean isServiceLink(String name, String text) {
    return SERVICE_LINK_NAME.matcher(name).matches() || SERVICE_LINK_VALUE.matcher(text).matches();
  }
}
