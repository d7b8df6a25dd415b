package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Layers;
import io.avatarorigin.settings.raw.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understood values by setting, and where each comes from. */
public final class Values {
  private static final String NOWHERE = "";

  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final Map<Setting<?>, String> places = new HashMap<>();

  /** Reads every setting; those with faults are left out. */
  public static Values read(
      Layers layers, List<Setting<?>> settings, String prefix, List<Fault> faults) {
    layers.refuseUnknown(settings.stream().map(Setting::path).toList(), prefix, faults);
    Values values = new Values();
    settings.forEach(setting -> values.read(layers, setting, prefix, faults));
    return values;
  }

  /** Adds a value that was not read, for showing it. */
  public <T> Values with(Setting<T> setting, T value) {
    values.put(setting, value);
    return this;
  }

  public boolean has(Setting<?> setting) {
    return values.containsKey(setting);
  }

  /** Whether it was read without fault, and has a value. */
  public boolean isSet(Setting<? extends Optional<?>> setting) {
    return has(setting) && get(setting).isPresent();
  }

  /** Whether it was read without fault, and has none. */
  public boolean isUnset(Setting<? extends Optional<?>> setting) {
    return has(setting) && get(setting).isEmpty();
  }

  /** What is the matter with a setting's value. */
  public Fault fault(Setting<?> setting, String message) {
    return new Fault(place(setting), setting.path(), message);
  }

  /** The value of a setting that was read without fault. */
  @SuppressWarnings("unchecked") // only with() and read() put values, and both put the setting's T
  public <T> T get(Setting<T> setting) {
    return (T) Objects.requireNonNull(values.get(setting), setting.path());
  }

  /** The value as YAML knows it; null when it is not set. */
  public <T> @Nullable Object plain(Setting<T> setting) {
    return setting.kind().plain(get(setting));
  }

  /** Where the value was set; empty when it is the default. */
  public String place(Setting<?> setting) {
    return places.getOrDefault(setting, NOWHERE);
  }

  private <T> void read(Layers layers, Setting<T> setting, String prefix, List<Fault> faults) {
    String path = prefix + setting.path();
    Optional<Value> set = layers.find(setting.path());
    if (set.isPresent()) {
      places.put(setting, set.get().place());
      setting.kind().read(set.get(), path, faults).ifPresent(value -> values.put(setting, value));
      return;
    }
    if (!setting.standard().isEmpty()) {
      Value standard = setting.kind().ofText(setting.standard(), NOWHERE, faults);
      setting.kind().read(standard, path, faults).ifPresent(value -> values.put(setting, value));
      return;
    }
    Optional<T> unset = setting.kind().unset();
    if (unset.isEmpty()) {
      faults.add(new Fault(layers.place(), path, "is missing"));
      return;
    }
    values.put(setting, unset.get());
  }
}
