package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import io.avatarorigin.settings.raw.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What settings demand of each other. Settings that have faults of their own are passed over. */
record CrossChecks(Values values, List<Fault> faults) {
  void run() {
    signedLinksHaveKeys();
    keysAreChangedTwoAtATime();
    bucketsAreThereOnce();
    new S3Checks(values, faults).run();
    socketsHaveTheirOwnPorts();
    pinnedFilesLieInOnePlace();
    bucketIsWhole(StoreConfig.BUCKET);
    bucketIsWhole(PinnedConfig.BUCKET);
    new EngineChecks(values, faults).run();
  }

  private void signedLinksHaveKeys() {
    if (values.has(WebConfig.ACCESS)
        && values.has(WebConfig.SIGNING_KEYS)
        && values.get(WebConfig.ACCESS) == WebConfig.Access.SIGNED
        && values.get(WebConfig.SIGNING_KEYS).isEmpty()) {
      fault(WebConfig.ACCESS, "is signed, which needs a key in web.signing-keys");
    }
  }

  private void keysAreChangedTwoAtATime() {
    if (values.has(WebConfig.SIGNING_KEYS) && values.get(WebConfig.SIGNING_KEYS).size() > 2) {
      fault(WebConfig.SIGNING_KEYS, "has more than two keys");
    }
  }

  private void bucketsAreThereOnce() {
    if (!values.has(S3Config.BUCKETS)) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (BucketConfig bucket : values.get(S3Config.BUCKETS)) {
      if (!names.add(bucket.name())) {
        fault(S3Config.BUCKETS, "names the bucket " + bucket.name() + " twice");
      }
    }
    if (names.isEmpty()) {
      fault(S3Config.BUCKETS, "needs a bucket at least");
    }
  }

  private void socketsHaveTheirOwnPorts() {
    Map<Integer, Setting<Integer>> taken = new HashMap<>();
    for (Setting<Integer> setting : List.of(S3Config.PORT, WebConfig.PORT, AdminConfig.PORT)) {
      if (!values.has(setting) || values.get(setting) == 0) {
        continue;
      }
      Setting<Integer> other = taken.putIfAbsent(values.get(setting), setting);
      if (other != null) {
        fault(setting, "is " + values.get(setting) + ", as is " + other.path());
      }
    }
  }

  private void pinnedFilesLieInOnePlace() {
    if (values.isSet(PinnedConfig.FOLDER) && values.isSet(PinnedConfig.BUCKET.bucket())) {
      fault(PinnedConfig.BUCKET.bucket(), "is set, as is " + PinnedConfig.FOLDER.path());
    }
  }

  private void bucketIsWhole(RemoteBucketSettings settings) {
    if (values.isUnset(settings.bucket())) {
      for (Setting<? extends Optional<?>> setting :
          List.of(
              settings.endpoint(),
              settings.prefix(),
              settings.accessKeyId(),
              settings.credentialsFile())) {
        if (values.isSet(setting)) {
          fault(setting, "is set, which needs " + settings.bucket().path());
        }
      }
    }
    Setting<Optional<String>> id = settings.accessKeyId();
    Setting<Optional<Secret>> secret = settings.secretAccessKey();
    if (values.isSet(id) && values.isUnset(secret)) {
      fault(id, "needs " + secret.path());
    }
    if (values.isSet(secret) && values.isUnset(id)) {
      fault(secret, "needs " + id.path());
    }
  }

  private void fault(Setting<?> setting, String message) {
    faults.add(values.fault(setting, message));
  }
}
