package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Refuses what need not be looked at: requests with too many headers, of clients in a hurry. */
final class RequestGate {
  /** The most header lines of a request; SDKs send about fifteen. */
  static final int MOST_HEADERS = 100;

  private final S3Clients clients;

  RequestGate(S3Clients clients) {
    this.clients = clients;
  }

  /** The host that a trusted proxy says was asked for, where exactly one is said. */
  Optional<String> forwardedHost(ServerRequest request) {
    if (!clients.forwardedHost()
        || !request.headers().contains(HeaderNames.X_FORWARDED_HOST)
        || !clients.proxies().contains(address(request.remotePeer()))) {
      return Optional.empty();
    }
    List<String> hosts = request.headers().get(HeaderNames.X_FORWARDED_HOST).allValues();
    return hosts.size() == 1 && hosts.getFirst().indexOf(',') < 0
        ? Optional.of(hosts.getFirst().strip())
        : Optional.empty();
  }

  /** Why a request goes no further, and what it is counted as. */
  record Refused(S3Operation operation, S3Error error) {}

  /** The refusal of a request that is to go no further. */
  Optional<Refused> refusal(ServerRequest received, RawRequest request) {
    if (request.headers().names().size() > MOST_HEADERS) {
      S3Error error =
          S3Error.of(
              S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE,
              "The request has more than " + MOST_HEADERS + " headers");
      return Optional.of(new Refused(S3Operation.UNREADABLE, error));
    }
    if (clients.rates().isEmpty()) {
      return Optional.empty();
    }
    return clients
        .rates()
        .get()
        .refusal(client(received.remotePeer(), request.headers()))
        .map(wait -> new Refused(S3Operation.THROTTLED, tooSoon(wait)));
  }

  private InetAddress client(PeerInfo peer, RequestHeaders headers) {
    return clients
        .proxies()
        .client(address(peer), headers.joined("x-forwarded-for").stream().toList());
  }

  private static InetAddress address(PeerInfo peer) {
    if (peer.address() instanceof InetSocketAddress address) {
      return address.getAddress();
    }
    throw new IllegalStateException("the peer has no internet address: " + peer.address());
  }

  private static S3Error tooSoon(Duration wait) {
    return S3Error.of(S3ErrorCode.SLOW_DOWN, "This client asks too often")
        .with(ResponseHeader.RETRY_AFTER, Long.toString(wait.plusSeconds(1).toSeconds()));
  }
}
