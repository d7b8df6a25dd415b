package io.avatarorigin.worker.http;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets clients in, and tells them apart.
 *
 * @param tokens of which clients must show one; empty where they need not
 * @param certificates whether clients must have one, which the TLS handshake has seen to as well
 */
public record Doorkeeper(Optional<Tokens> tokens, boolean certificates) {
  private static final Pattern BEARER =
      Pattern.compile("bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

  /**
   * Who asks, as draws take turns by it: the subject of its certificate, else its address.
   *
   * @throws Problem where it may not come in
   */
  public String requireWelcome(ServerRequest request) {
    PeerInfo peer = request.remotePeer();
    Optional<String> subject = peer.tlsPrincipal().map(Principal::getName);
    if (certificates && subject.isEmpty()) {
      throw Problem.of(Problem.Kind.UNAUTHORIZED, "a client certificate is needed");
    }
    if (tokens.isPresent() && !isShown(tokens.get(), request)) {
      throw Problem.of(
          Problem.Kind.UNAUTHORIZED, "a token is needed, as in Authorization: Bearer TOKEN");
    }
    return subject.orElse(peer.host());
  }

  private static boolean isShown(Tokens tokens, ServerRequest request) {
    Matcher shown = BEARER.matcher(request.headers().first(HeaderNames.AUTHORIZATION).orElse(""));
    return shown.matches() && tokens.contain(shown.group(1));
  }
}
