package io.avatarorigin.origin.web;

import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.origin.web.access.DrawBudget;
import io.avatarorigin.origin.web.access.DrawRules;
import io.avatarorigin.origin.web.access.WebAccess;
import io.avatarorigin.origin.web.page.Bucket;
import io.avatarorigin.vocabulary.Hash;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings that let everything through, and copies of them that differ in one thing. */
record SettingsFixture(WebSettings settings) {
  static SettingsFixture open() {
    return new SettingsFixture(
        new WebSettings(
            new DrawRules(
                new WebAccess.Open(),
                DrawBudget.UNLIMITED,
                DrawBudget.UNLIMITED,
                Optional.empty(),
                new CountedProxies(0)),
            new WebSettings.Waits(Duration.ofSeconds(20), Duration.ofSeconds(2)),
            new WebSettings.Publication(
                Duration.ofDays(1),
                Set.of("pictures.example"),
                Optional.empty(),
                Optional.of(
                    new Bucket(
                        URI.create("http://127.0.0.1:9000"),
                        "avatars",
                        "",
                        "us-east-1",
                        Bucket.Readers.EVERYBODY)),
                true),
            new WebSettings.Events(4, 2, Duration.ofMinutes(1), Duration.ofMinutes(1))));
  }

  SettingsFixture access(WebAccess access) {
    DrawRules rules = settings.rules();
    return with(access, rules.perClient(), rules.global(), rules.allowedHashes());
  }

  SettingsFixture perClient(DrawBudget budget) {
    DrawRules rules = settings.rules();
    return with(rules.access(), budget, rules.global(), rules.allowedHashes());
  }

  SettingsFixture global(DrawBudget budget) {
    DrawRules rules = settings.rules();
    return with(rules.access(), rules.perClient(), budget, rules.allowedHashes());
  }

  SettingsFixture allowedHashes(Set<Hash> hashes) {
    DrawRules rules = settings.rules();
    return with(rules.access(), rules.perClient(), rules.global(), Optional.of(hashes));
  }

  SettingsFixture trustedProxies(int proxies) {
    DrawRules rules = settings.rules();
    return rules(
        new DrawRules(
            rules.access(),
            rules.perClient(),
            rules.global(),
            rules.allowedHashes(),
            new CountedProxies(proxies)));
  }

  SettingsFixture sentTo(PublicBucket bucket, Duration maxAge) {
    WebSettings.Publication shown = settings.publication();
    return publication(
        new WebSettings.Publication(
            maxAge,
            shown.redirectHosts(),
            Optional.of(bucket),
            Optional.empty(),
            shown.playground()));
  }

  SettingsFixture withoutPlayground() {
    WebSettings.Publication shown = settings.publication();
    return publication(
        new WebSettings.Publication(
            shown.maxAge(), shown.redirectHosts(), shown.sentTo(), shown.bucket(), false));
  }

  SettingsFixture events(WebSettings.Events events) {
    return new SettingsFixture(
        new WebSettings(settings.rules(), settings.waits(), settings.publication(), events));
  }

  private SettingsFixture publication(WebSettings.Publication publication) {
    return new SettingsFixture(
        new WebSettings(settings.rules(), settings.waits(), publication, settings.events()));
  }

  private SettingsFixture with(
      WebAccess access, DrawBudget perClient, DrawBudget global, Optional<Set<Hash>> hashes) {
    CountedProxies proxies = settings.rules().proxies();
    return rules(new DrawRules(access, perClient, global, hashes, proxies));
  }

  private SettingsFixture rules(DrawRules rules) {
    return new SettingsFixture(
        new WebSettings(rules, settings.waits(), settings.publication(), settings.events()));
  }
}
