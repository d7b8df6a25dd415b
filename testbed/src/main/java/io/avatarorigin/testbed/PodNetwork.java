package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network namespace for a whole cluster, in which addresses of pods can be dialled, also from
 * this process. It has no name, so nothing is left of it when its processes have ended. Needs root.
 */
final class PodNetwork implements AutoCloseable {
  private static final int NETWORKS = 250;
  private static final int TRIES = 20;
  private static final Duration START = Duration.ofSeconds(20);

  private final ManagedProcess holder;
  private final long pid;
  private final int number;

  private PodNetwork(ManagedProcess holder, long pid, int number) {
    this.holder = holder;
    this.pid = pid;
    this.number = number;
  }

  /** Whether this process may make one. */
  static boolean isPossible() {
    try {
      run("unshare --net --mount ip link show lo");
      return true;
    } catch (TestbedException e) {
      return false;
    }
  }

  /**
   * Makes one.
   *
   * @param folder takes a log
   */
  static PodNetwork open(Path folder) {
    ManagedProcess holder =
        ManagedProcess.start(
            "network",
            folder.resolve("network.log"),
            Map.of(),
            List.of("unshare", "--net", "sleep", "infinity"));
    try {
      Patience.until("there is a network namespace", START, () -> isApart(holder));
      long pid = holder.program().orElseThrow().pid();
      PodNetwork network = new PodNetwork(holder, pid, link(pid));
      network.configure();
      return network;
    } catch (RuntimeException e) {
      holder.kill();
      throw e;
    }
  }

  private static boolean isApart(ManagedProcess holder) {
    holder.requireAlive();
    String ours = network(ProcessHandle.current());
    return holder
        .program()
        .map(PodNetwork::network)
        .filter(its -> !its.isEmpty() && !its.equals(ours))
        .isPresent();
  }

  /** Which network namespace it is in; nothing where it is gone. */
  private static String network(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(namespace(process.pid())).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static Path namespace(long pid) {
    return Path.of("/proc", Long.toString(pid), "ns", "net");
  }

  /** Joins it to this network; gives the first number that nobody else has. */
  private static int link(long pid) {
    for (int attempt = 0; ; attempt++) {
      int number = 1 + ThreadLocalRandom.current().nextInt(NETWORKS);
      try {
        run("ip link add " + outerLink(number) + " type veth peer name eth0 netns " + pid);
        return number;
      } catch (TestbedException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private static String outerLink(int number) {
    return "testbed" + number;
  }

  private void configure() {
    String outer = "10.200.%d.1".formatted(number);
    String link = outerLink(number);
    run("ip address add " + outer + "/30 dev " + link);
    run("ip link set " + link + " up");
    inside("ip link set lo up");
    inside("ip address add " + address() + "/30 dev eth0");
    inside("ip link set eth0 up");
    inside("ip route add default via " + outer);
    inside("echo 1 >/proc/sys/net/ipv4/ip_forward");
    run("ip route add " + podRange() + " via " + address() + " dev " + link);
  }

  private String address() {
    return "10.200.%d.2".formatted(number);
  }

  private String podRange() {
    return "10.245.%d.0/24".formatted(number);
  }

  /** Makes one more address there such that this process can dial it. */
  void reach(String other) {
    run("ip route replace " + other + "/32 via " + address() + " dev " + outerLink(number));
  }

  Site site() {
    return new Site(address(), podRange(), List.of("nsenter", "--net=" + namespace(pid)));
  }

  private void inside(String script) {
    Command.run(site().inside(List.of("sh", "-c", script)));
  }

  private static void run(String command) {
    Command.run(List.of(command.split(" ")));
  }

  @Override
  public void close() {
    holder.kill();
  }
}
