package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.S3Authenticator;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;

/** S3 on a socket of its own: every path of it belongs to S3. */
public final class S3Face {
  private final S3Handler handler;
  private final DirectHandlers unroutedErrors;

  /**
   * @param objects what is served
   * @param authenticator tells who asks
   */
  public S3Face(
      S3Settings settings, ObjectSource objects, S3Authenticator authenticator, S3Runtime runtime) {
    RequestIds requestIds = new RequestIds(runtime.random());
    Dispatch dispatch = new Dispatch(settings, objects, runtime);
    S3Service service = new S3Service(settings, dispatch, authenticator, requestIds.hostId());
    this.handler = new S3Handler(service, requestIds, runtime, settings.region());
    this.unroutedErrors = directHandlers(new UnroutedErrors(requestIds, runtime.listener()));
  }

  private static DirectHandlers directHandlers(UnroutedErrors errors) {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (EventType eventType : EventType.values()) {
      builder.addHandler(eventType, errors);
    }
    return builder.build();
  }

  /**
   * Makes a listener speak S3: its routing, its errors outside of routing, and what of its settings
   * the protocol depends on. Host, port, limits and transport stay the caller's, who adds {@link
   * #http1} too.
   */
  public void configure(ListenerConfig.BuilderBase<?, ?> listener) {
    listener.routing(HttpRouting.builder().any(handler));
    listener.directHandlers(unroutedErrors);
    // Without it the direct handlers are not told what was wrong.
    listener.errorHandling(ErrorHandling.builder().includeEntity(true).build());
    listener.protocolsDiscoverServices(false);
    listener.contentEncoding(encoding -> encoding.contentEncodingsDiscoverServices(false));
  }

  /** How HTTP/1.1 is spoken. */
  public Http1Config.Builder http1() {
    return Http1Config.builder()
        .maxPrologueLength(UnroutedErrors.LONGEST_HEAD)
        .maxHeadersSize(UnroutedErrors.LONGEST_HEAD)
        // Targets are read and refused by this package, in S3's words.
        .validatePath(false)
        .validatePrologue(false)
        // Every value comes from this package or was checked by it.
        .validateResponseHeaders(false)
        .sendKeepAliveHeader(false);
  }
}
