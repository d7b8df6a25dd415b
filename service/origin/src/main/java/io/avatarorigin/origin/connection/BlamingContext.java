package io.avatarorigin.origin.connection;

import io.helidon.common.context.Context;
import io.helidon.http.DirectHandler;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.http.DirectHandlers;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/**
 * A listener as one connection sees it. Helidon's parser throws whatever comes to it at some heads,
 * such as one whose method is no token, and takes that for an internal error: here it is a bad
 * request.
 */
final class BlamingContext implements ListenerContext {
  private final ListenerContext listener;
  private final BooleanSupplier clientsDoing;

  /**
   * @param clientsDoing whether what fails now is the fault of what the client sent
   */
  BlamingContext(ListenerContext listener, BooleanSupplier clientsDoing) {
    this.listener = listener;
    this.clientsDoing = clientsDoing;
  }

  /** Asked for when there is something to refuse, so seldom. */
  @Override
  public DirectHandlers directHandlers() {
    DirectHandlers handlers = listener.directHandlers();
    if (!clientsDoing.getAsBoolean()) {
      return handlers;
    }
    DirectHandlers.Builder blaming = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      blaming.addHandler(type, handlers.handler(type));
    }
    return blaming
        .addHandler(
            DirectHandler.EventType.INTERNAL_ERROR,
            (request, type, status, headers, message) ->
                handlers
                    .handler(DirectHandler.EventType.BAD_REQUEST)
                    .handle(
                        request,
                        DirectHandler.EventType.BAD_REQUEST,
                        Status.BAD_REQUEST_400,
                        headers,
                        message))
        .build();
  }

  @Override
  public Context context() {
    return listener.context();
  }

  @Override
  public MediaContext mediaContext() {
    return listener.mediaContext();
  }

  @Override
  public ContentEncodingContext contentEncodingContext() {
    return listener.contentEncodingContext();
  }

  @Override
  public ExecutorService executor() {
    return listener.executor();
  }

  @Override
  public ListenerConfig config() {
    return listener.config();
  }
}
