package io.avatarorigin.testbed;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who the processes of a cluster are, each by a token of its own. */
final class Users {
  private static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static final String ADMIN = "admin";
  static final String CONTROLLERS = "system:kube-controller-manager";
  static final String SCHEDULER = "system:kube-scheduler";
  static final String PROXY = "system:kube-proxy";

  static {
    GROUPS.put(ADMIN, "system:masters");
    GROUPS.put(CONTROLLERS, "");
    GROUPS.put(SCHEDULER, "");
    GROUPS.put(PROXY, "");
    for (int number = 1; number <= ContainerNodes.MOST; number++) {
      GROUPS.put(node(ContainerNodes.name(number)), "system:nodes");
    }
  }

  private final Map<String, String> tokens = new LinkedHashMap<>();

  Users() {
    SecureRandom random = new SecureRandom();
    for (String name : GROUPS.keySet()) {
      byte[] token = new byte[16];
      random.nextBytes(token);
      tokens.put(name, HexFormat.of().formatHex(token));
    }
  }

  /** The user that a node's kubelet is. */
  static String node(String name) {
    return "system:node:" + name;
  }

  /** All of them. */
  Iterable<String> names() {
    return tokens.keySet();
  }

  String token(String name) {
    return tokens.getOrDefault(name, "");
  }

  /** The file of {@code --token-auth-file}. */
  String file() {
    StringBuilder lines = new StringBuilder();
    tokens.forEach(
        (name, token) ->
            lines.append(
                "%s,%s,%s,\"%s\"%n".formatted(token, name, name, GROUPS.getOrDefault(name, ""))));
    return lines.toString();
  }
}
