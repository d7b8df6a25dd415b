package io.avatarorigin.worker.http;

import io.avatarorigin.server.ListeningSocket;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.util.Optional;

/** How the worker's sockets are opened. */
public final class WorkerSocket {
  private WorkerSocket() {}

  /**
   * Where to listen.
   *
   * @param setting what the socket's settings begin with: nothing, or {@code admin.}
   * @param port 0 for any that is free
   * @param mostConnections others wait until one ends
   */
  public record Address(String setting, String host, int port, int mostConnections) {}

  /**
   * What it speaks.
   *
   * @param mostBytes of a body; handlers refuse larger ones in the words of their API
   * @param tls its certificates, where it speaks TLS
   */
  public record Speech(
      HttpRouting.Builder routing,
      Connections connections,
      long mostBytes,
      Optional<TlsFiles> tls) {}

  /**
   * Listens.
   *
   * @throws CannotListenException when the address cannot be had
   */
  public static ListeningSocket open(Address address, Speech speech) {
    try {
      return ListeningSocket.open(
          address.host(), address.port(), server -> configure(server, address, speech));
    } catch (IOException e) {
      throw new CannotListenException(
          "cannot listen on %1$s:%2$d (is the port free, and the address this machine's?): choose"
                  .formatted(address.host(), address.port())
              + " another with %1$sport or %1$shost".formatted(address.setting()),
          e);
    }
  }

  private static void configure(WebServerConfig.Builder server, Address address, Speech speech) {
    server
        .maxTcpConnections(address.mostConnections())
        // Helidon reads a chunk whole before a handler sees any of it, whatever its length.
        .maxPayloadSize(2 * speech.mostBytes())
        .routing(speech.routing())
        .directHandlers(Unrouted.handlers(speech.mostBytes()))
        // Without it the direct handlers are not told what was wrong.
        .errorHandling(ErrorHandling.builder().includeEntity(true).build());
    speech
        .tls()
        .ifPresent(files -> server.tls(Tls.builder().sslContext(files.tls().context()).build()));
    speech.connections().configure(server);
  }
}
