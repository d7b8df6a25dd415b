package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Values;
import io.avatarorigin.settings.raw.Fault;
import java.util.List;

/** What keys and CORS rules demand beyond their kinds. */
record S3Checks(Values values, List<Fault> faults) {
  void run() {
    if (values.has(S3Config.CREDENTIALS)) {
      S3Credential.refusal(values.get(S3Config.CREDENTIALS))
          .ifPresent(refusal -> faults.add(values.fault(S3Config.CREDENTIALS, refusal)));
    }
    if (values.has(S3Config.BUCKETS)) {
      values.get(S3Config.BUCKETS).forEach(this::corsRulesSayWhoMayWhat);
    }
  }

  private void corsRulesSayWhoMayWhat(BucketConfig bucket) {
    for (CorsRuleConfig rule : bucket.cors()) {
      if (rule.origins().isEmpty() || rule.methods().isEmpty()) {
        String missing = rule.origins().isEmpty() ? "origins" : "methods";
        faults.add(
            values.fault(
                S3Config.BUCKETS,
                "the bucket %s has a rule in cors without %s".formatted(bucket.name(), missing)));
      }
    }
  }
}
