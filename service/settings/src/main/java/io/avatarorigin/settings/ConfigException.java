package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Says that the settings cannot be used, and everything that is wrong with them, a line each. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** Tells these faults, at least one. */
  public ConfigException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** The faults in the order in which they were found, at least one. */
  public List<Fault> faults() {
    return faults;
  }
}
