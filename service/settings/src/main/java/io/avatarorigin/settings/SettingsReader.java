package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Layers;
import io.avatarorigin.settings.raw.UnknownKeys;
import io.avatarorigin.settings.raw.Value;
import io.avatarorigin.settings.raw.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads one program's settings from file, environment and flags, and keeps every fault that it
 * finds. Not for use by several threads.
 */
public final class SettingsReader {
  private final List<Setting<?>> settings;
  private final List<Fault> faults = new ArrayList<>();
  private final Layers layers;

  /** Lays the sources over each other; none of their values is understood yet. */
  public SettingsReader(List<Setting<?>> settings, EnvironmentNames names, ConfigSources sources) {
    this.settings = List.copyOf(settings);
    this.layers =
        new Layers(
            sources
                .file()
                .map(file -> YamlReader.readFile(file, faults))
                .orElse(new Value.Fields(Map.of(), "")));
    new EnvironmentLayer(this.settings, names, faults).apply(sources.environment(), layers);
    sources.flags().forEach(this::apply);
  }

  /** Whether a source has a value for the setting. */
  public boolean isSet(Setting<?> setting) {
    return layers.find(setting.path()).isPresent();
  }

  /** A default that depends on the machine. */
  public void fallBack(Setting<?> setting, Value value) {
    layers.fallBack(setting.path(), value);
  }

  /** Understands every setting; those with faults are left out. */
  public Values values() {
    return Values.read(layers, settings, "", faults);
  }

  /** What was found so far, for adding to. */
  public List<Fault> faults() {
    return faults;
  }

  private void apply(ConfigSources.Flag flag) {
    for (Setting<?> setting : settings) {
      if (setting.path().equals(flag.path())) {
        layers.override(flag.path(), setting.kind().ofText(flag.text(), flag.name(), faults));
        return;
      }
    }
    UnknownKeys known = new UnknownKeys(settings.stream().map(Setting::path).toList(), faults);
    faults.add(new Fault(flag.name(), flag.path(), "is unknown" + known.suggestion(flag.path())));
  }
}
