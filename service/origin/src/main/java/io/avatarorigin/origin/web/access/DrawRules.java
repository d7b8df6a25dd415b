package io.avatarorigin.origin.web.access;

import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.vocabulary.Hash;
import java.util.Optional;
import java.util.Set;

/**
 * Who may cause how many draws from the web.
 *
 * @param access who may cause a draw
 * @param perClient draws that one client address (IPv6: one /64 network) may cause
 * @param global draws that all clients together may cause
 * @param allowedHashes the only hashes that may be drawn from the web; absent: every hash
 * @param proxies those of ours that a request passes
 */
public record DrawRules(
    WebAccess access,
    DrawBudget perClient,
    DrawBudget global,
    Optional<Set<Hash>> allowedHashes,
    CountedProxies proxies) {

  public DrawRules {
    allowedHashes = allowedHashes.map(Set::copyOf);
  }
}
