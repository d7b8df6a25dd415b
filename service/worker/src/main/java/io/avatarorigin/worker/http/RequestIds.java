package io.avatarorigin.worker.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names for requests: the client's own, or made ones. Safe for use by several threads. */
public final class RequestIds {
  /** The header that names a request, and its answer. */
  public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

  /** What a path and a header can hold without quoting. */
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~:@+=-]{1,128}");

  private final RandomGenerator random;

  public RequestIds(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The name of a request: the header's, else the body's, else one that is made. A name that cannot
   * be used counts as none.
   */
  public String name(ServerRequest request, Optional<String> inBody) {
    return request
        .headers()
        .first(HEADER)
        .filter(RequestIds::isUsable)
        .or(() -> inBody.filter(RequestIds::isUsable))
        .orElseGet(this::make);
  }

  private static boolean isUsable(String id) {
    return USABLE.matcher(id).matches();
  }

  private String make() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
