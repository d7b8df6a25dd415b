package io.avatarorigin.origin;

import io.avatarorigin.origin.connection.ConnectionGuard;
import io.avatarorigin.origin.connection.ConnectionLimits;
import io.avatarorigin.origin.connection.ConnectionListener;
import io.avatarorigin.server.ListeningSocket;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.util.function.Consumer;

/** How the origin's sockets are opened. */
final class FaceSocket {
  private FaceSocket() {}

  /**
   * What a socket speaks.
   *
   * @param settings sets it up, and leaves the transport alone
   * @param http1 how HTTP/1.1 is spoken
   */
  record Face(Consumer<ListenerConfig.BuilderBase<?, ?>> settings, Http1Config.Builder http1) {}

  /**
   * Where to listen.
   *
   * @param name what the socket's settings and flag begin with
   * @param port 0 for any that is free
   */
  record Address(String name, String host, int port) {}

  /** What clients may hold of the socket, and who learns of it. */
  record Guard(ConnectionLimits limits, ConnectionListener listener) {}

  /**
   * Listens.
   *
   * @throws OriginException when the address cannot be had
   */
  static ListeningSocket open(Address address, Guard guard, Face face) {
    try {
      return ListeningSocket.open(
          address.host(),
          address.port(),
          server -> {
            face.settings().accept(server);
            ConnectionGuard.configure(server, face.http1(), guard.limits(), guard.listener());
          });
    } catch (IOException e) {
      throw new OriginException(
          "cannot listen on %1$s:%2$d, the %3$s socket (is the port free, and the address this"
                  .formatted(address.host(), address.port(), address.name())
              + " machine's?): choose another port with --%1$s-port, or address with %1$s.host"
                  .formatted(address.name()),
          e);
    }
  }

  /** What speaks plain HTTP. */
  static Face plain(Consumer<HttpRouting.Builder> routes, DirectHandlers unrouted) {
    HttpRouting.Builder routing = HttpRouting.builder().addFilter(new CloseWhenAsked());
    routes.accept(routing);
    return new Face(
        listener -> {
          listener.routing(routing);
          listener.directHandlers(unrouted);
          // Without it the direct handlers are not told what was wrong.
          listener.errorHandling(ErrorHandling.builder().includeEntity(true).build());
        },
        Http1Config.builder().sendKeepAliveHeader(false));
  }
}
