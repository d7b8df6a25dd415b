package io.avatarorigin.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Where a socket shall listen. */
final class ListenAddress {
  private ListenAddress() {}

  /**
   * Says so in one line when somebody else listens there.
   *
   * @param socket the socket's name, which its settings and its flag begin with
   */
  static void checkFree(String host, int port, String socket) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true); // as servers do: connections that linger are no obstacle
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw CommandFailure.failed("%s.host: there is no host %s".formatted(socket, host));
    } catch (BindException e) {
      throw CommandFailure.failed(
          "cannot listen on %s:%d (%s): choose another port with --%s-port"
              .formatted(host, port, e.getMessage(), socket));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot listen on %s:%d: %s".formatted(host, port, Reason.of(e)));
    }
  }
}
