package io.avatarorigin.worker.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;

/**
 * The admin socket: health and metrics.
 *
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on, 0 for any that is free; default 8081
 */
public record AdminConfig(String host, int port) {
  static final Setting<String> HOST =
      new Setting<>(
          "admin.host",
          Kinds.ADDRESS,
          "127.0.0.1",
          "The address to listen on. Never route this socket to the public.");
  static final Setting<Integer> PORT =
      new Setting<>("admin.port", Kinds.PORT, "8081", "The port of the admin socket.");
  static final List<Setting<?>> SETTINGS = List.of(HOST, PORT);

  static AdminConfig create(Values values) {
    return new AdminConfig(values.get(HOST), values.get(PORT));
  }
}
