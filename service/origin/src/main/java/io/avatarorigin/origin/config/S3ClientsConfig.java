package io.avatarorigin.origin.config;

import io.avatarorigin.origin.client.AddressRange;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;
import java.util.Optional;

/**
 * The clients of the S3 socket: how they are told apart, and how often each may ask.
 *
 * @param requestsPerSecond requests that one client address may make; default without limit
 * @param trustedProxies proxies that are believed about their clients; default none
 * @param forwardedHost whether X-Forwarded-Host of such a proxy counts instead of Host; default no
 */
public record S3ClientsConfig(
    Optional<Integer> requestsPerSecond, List<AddressRange> trustedProxies, boolean forwardedHost) {
  private static final int MOST_REQUESTS = 1_000_000;

  static final Setting<Optional<Integer>> REQUESTS_PER_SECOND =
      new Setting<>(
          "s3.clients.requests-per-second",
          new OptionalKind<>(Kinds.integer(1, MOST_REQUESTS, "requests")),
          "",
          "Requests a second that one client address (of IPv6: a /64) may make, and ten times as"
              + " many at once. Unset: without limit.");
  static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      new Setting<>(
          "s3.clients.trusted-proxies",
          new ListKind<>(
              new ScalarKind<>(
                  "an address, or a range such as 10.0.0.0/8 or fd00::/8",
                  AddressRange::parse,
                  AddressRange::toString)),
          "",
          "Proxies whose X-Forwarded-For tells who the client is.");
  static final Setting<Boolean> FORWARDED_HOST =
      new Setting<>(
          "s3.clients.forwarded-host",
          Kinds.SWITCH,
          "false",
          "Whether X-Forwarded-Host of a trusted proxy counts instead of Host, for buckets by host"
              + " name and for signatures.");
  static final List<Setting<?>> SETTINGS =
      List.of(REQUESTS_PER_SECOND, TRUSTED_PROXIES, FORWARDED_HOST);

  public S3ClientsConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }

  static S3ClientsConfig create(Values values) {
    return new S3ClientsConfig(
        values.get(REQUESTS_PER_SECOND), values.get(TRUSTED_PROXIES), values.get(FORWARDED_HOST));
  }
}
