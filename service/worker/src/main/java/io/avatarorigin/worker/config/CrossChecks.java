package io.avatarorigin.worker.config;

import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import io.avatarorigin.settings.raw.Fault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What settings demand of each other. Settings that have faults of their own are passed over. */
record CrossChecks(Values values, List<Fault> faults) {
  void run() {
    nobodyComesInByMistake();
    tokensLieInOnePlace();
    tlsIsWhole();
    socketsHaveTheirOwnPorts();
    somethingRunsTheModel();
    requestsFitTheQueue();
    bodiesFitTheMemory();
  }

  private void nobodyComesInByMistake() {
    if (!values.has(WorkerConfig.HOST) || !values.has(AccessConfig.OPEN)) {
      return;
    }
    String host = values.get(WorkerConfig.HOST);
    boolean guarded =
        !values.isUnset(AccessConfig.TOKEN)
            || !values.isUnset(AccessConfig.TOKEN_FILE)
            || !values.isUnset(AccessConfig.CLIENT_CA);
    if (!guarded && !values.get(AccessConfig.OPEN) && !isLoopback(host)) {
      fault(
          WorkerConfig.HOST,
          "is "
              + host
              + ", where others can reach it: set token, token-file or tls.client-ca, or open: true"
              + " if anybody may draw");
    }
  }

  private void tokensLieInOnePlace() {
    if (values.isSet(AccessConfig.TOKEN) && values.isSet(AccessConfig.TOKEN_FILE)) {
      fault(AccessConfig.TOKEN_FILE, "is set, as is token");
    }
  }

  private void tlsIsWhole() {
    if (values.isSet(AccessConfig.CERTIFICATE) && values.isUnset(AccessConfig.KEY)) {
      fault(AccessConfig.CERTIFICATE, "needs tls.key");
    }
    if (values.isSet(AccessConfig.KEY) && values.isUnset(AccessConfig.CERTIFICATE)) {
      fault(AccessConfig.KEY, "needs tls.certificate");
    }
    if (values.isSet(AccessConfig.CLIENT_CA) && values.isUnset(AccessConfig.CERTIFICATE)) {
      fault(AccessConfig.CLIENT_CA, "needs tls.certificate and tls.key");
    }
  }

  private void socketsHaveTheirOwnPorts() {
    if (values.has(WorkerConfig.PORT)
        && values.has(AdminConfig.PORT)
        && values.get(AdminConfig.PORT) != 0
        && values.get(AdminConfig.PORT).equals(values.get(WorkerConfig.PORT))) {
      fault(AdminConfig.PORT, "is " + values.get(AdminConfig.PORT) + ", as is port");
    }
  }

  private void somethingRunsTheModel() {
    if (values.has(EngineConfig.PROVIDERS) && values.get(EngineConfig.PROVIDERS).isEmpty()) {
      fault(EngineConfig.PROVIDERS, "needs one at least, for example cpu");
    }
  }

  /** A request is taken in whole or not at all. */
  private void requestsFitTheQueue() {
    if (values.has(EngineConfig.QUEUE)
        && values.has(LimitsConfig.PICTURES)
        && values.get(LimitsConfig.PICTURES) > values.get(EngineConfig.QUEUE)) {
      fault(
          LimitsConfig.PICTURES,
          "is %d, more than the queue holds (%d)"
              .formatted(values.get(LimitsConfig.PICTURES), values.get(EngineConfig.QUEUE)));
    }
  }

  private void bodiesFitTheMemory() {
    if (values.has(LimitsConfig.BODY)) {
      long bytes = values.get(LimitsConfig.BODY);
      if (bytes < 1 || bytes > LimitsConfig.LARGEST_BODY_BYTES) {
        fault(LimitsConfig.BODY, "must be more than nothing, and 64MiB at most");
      }
    }
  }

  /** A name that nobody knows is no loopback address; listening on it will say so. */
  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void fault(Setting<?> setting, String message) {
    faults.add(values.fault(setting, message));
  }
}
