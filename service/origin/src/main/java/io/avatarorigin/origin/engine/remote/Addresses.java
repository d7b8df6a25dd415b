package io.avatarorigin.origin.engine.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses behind a name. */
@FunctionalInterface
public interface Addresses {
  /** What the machine's resolver says. */
  Addresses DNS = host -> List.of(InetAddress.getAllByName(host));

  /**
   * The addresses of all that have this name, in any order.
   *
   * @throws UnknownHostException when there are none, as of a headless service without pods
   */
  List<InetAddress> of(String host) throws UnknownHostException;
}
