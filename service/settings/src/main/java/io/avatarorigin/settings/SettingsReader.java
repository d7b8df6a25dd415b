package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Layers;
import io.avatarorigin.settings.raw.UnknownKeys;
import io.avatarorigin.settings.raw.Value;
import io.avatarorigin.settings.raw.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

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

  /**
   * Understands every setting.
   *
   * @param checks adds faults of what settings demand of each other; it is given those settings
   *     that have none of their own
   * @param create makes the configuration of values without fault
   * @throws ConfigException with every fault that was found
   */
  public <C> Loaded<C> load(BiConsumer<Values, List<Fault>> checks, Function<Values, C> create) {
    Values values = Values.read(layers, settings, "", faults);
    checks.accept(values, faults);
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
    return new Loaded<>(create.apply(values), ConfigPrinter.print(settings, values));
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
