package io.avatarorigin.testbed;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the processes of a cluster are.
 *
 * @param address the API server's, which this process reaches it by
 * @param podRange addresses of pods, as a network and its bits
 * @param enter what a command line begins with so that it runs there
 */
record Site(String address, String podRange, List<String> enter) {
  /** This process's own network, where nobody can dial a pod. */
  static final Site LOOPBACK = new Site("127.0.0.1", "10.245.0.0/16", List.of());

  /** A command line that runs there. */
  List<String> inside(List<String> command) {
    return Stream.concat(enter.stream(), command.stream()).toList();
  }
}
