package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.access.DrawBudget;
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
            new WebAccess.Open(),
            DrawBudget.UNLIMITED,
            DrawBudget.UNLIMITED,
            Optional.empty(),
            Set.of("pictures.example"),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofDays(1),
            0,
            Optional.of(new Bucket(URI.create("http://127.0.0.1:9000"), "avatars", ""))));
  }

  SettingsFixture access(WebAccess access) {
    return with(access, settings.perClient(), settings.global(), settings.allowedHashes());
  }

  SettingsFixture perClient(DrawBudget budget) {
    return with(settings.access(), budget, settings.global(), settings.allowedHashes());
  }

  SettingsFixture global(DrawBudget budget) {
    return with(settings.access(), settings.perClient(), budget, settings.allowedHashes());
  }

  SettingsFixture allowedHashes(Set<Hash> hashes) {
    return with(settings.access(), settings.perClient(), settings.global(), Optional.of(hashes));
  }

  private SettingsFixture with(
      WebAccess access, DrawBudget perClient, DrawBudget global, Optional<Set<Hash>> hashes) {
    return new SettingsFixture(
        new WebSettings(
            access,
            perClient,
            global,
            hashes,
            settings.redirectHosts(),
            settings.longestWait(),
            settings.substituteWait(),
            settings.maxAge(),
            settings.trustedProxies(),
            settings.bucket()));
  }
}
