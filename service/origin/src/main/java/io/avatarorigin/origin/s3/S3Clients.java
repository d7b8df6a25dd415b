package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.client.RequestRates;
import io.avatarorigin.origin.client.TrustedProxies;
import java.util.List;
import java.util.Optional;

/**
 * How clients are told apart, and how often each may ask.
 *
 * @param proxies whose headers about clients are believed
 * @param forwardedHost whether X-Forwarded-Host of such a proxy counts instead of Host
 * @param rates how often a client may ask, if that is limited
 */
public record S3Clients(
    TrustedProxies proxies, boolean forwardedHost, Optional<RequestRates> rates) {
  /** No proxies, no limit. */
  static final S3Clients DIRECT =
      new S3Clients(new TrustedProxies(List.of()), false, Optional.empty());
}
