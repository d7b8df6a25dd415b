package io.avatarorigin.origin;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes the connection after the answer where the client asks for it, which Helidon does not, and
 * where the request has a body, which nobody here reads.
 */
final class CloseWhenAsked implements Filter {
  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        && !request.content().hasEntity()) {
      chain.proceed();
      return;
    }
    response.header(HeaderValues.CONNECTION_CLOSE);
    chain.proceed();
    throw new CloseConnectionException("the client asked for it, or its body was not read");
  }
}
