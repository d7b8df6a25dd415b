package io.avatarorigin.worker;

import io.avatarorigin.server.ListeningSocket;
import io.avatarorigin.server.Opened;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.load.ModelProvision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** A running worker: an API socket and an admin socket over one model's queue. */
public final class WorkerServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(WorkerServer.class.getName());

  /** How long the last answers may take to be written, after the last picture. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final WorkerConfig config;
  private final WorkerParts parts;
  private final Opened opened;
  private final int port;
  private final int adminPort;
  private boolean closed;

  private WorkerServer(
      WorkerConfig config, WorkerParts parts, Opened opened, int port, int adminPort) {
    this.config = config;
    this.parts = parts;
    this.opened = opened;
    this.port = port;
    this.adminPort = adminPort;
  }

  /**
   * Listens, begins to bring the model, and returns. What was opened is closed again when something
   * fails.
   *
   * @throws io.avatarorigin.worker.http.CannotListenException when an address cannot be had
   * @throws io.avatarorigin.worker.http.UnusableFileException when a file of tokens or certificates
   *     cannot be used
   */
  public static WorkerServer start(
      WorkerConfig config, ModelProvision provision, InstantSource clock) {
    return Opened.start(opened -> start(config, provision, clock, opened));
  }

  private static WorkerServer start(
      WorkerConfig config, ModelProvision provision, InstantSource clock, Opened opened) {
    WorkerParts parts = new WorkerParts(config, provision, clock, opened);
    ListeningSocket admin = parts.openAdmin();
    ListeningSocket api = parts.openApi();
    LOGGER.log(
        System.Logger.Level.INFO,
        "listening port={0,number,#} admin={1,number,#}",
        api.port(),
        admin.port());
    parts.loading().start();
    return new WorkerServer(config, parts, opened, api.port(), admin.port());
  }

  /** The port of the APIs. */
  public int port() {
    return port;
  }

  public int adminPort() {
    return adminPort;
  }

  /** Completed when the worker is ready, or exceptionally when it never will be. */
  public CompletableFuture<Void> loaded() {
    return parts.loading().loaded();
  }

  /**
   * Stops: not ready any more, what waits is handed back, what is being drawn is delivered within
   * the grace period, then everything is closed. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    parts.lifecycle().draining();
    parts.desk().drain(config.shutdownGrace());
    parts.inFlight().awaitNone(LAST_ANSWERS);
    parts.loading().stop(config.shutdownGrace());
    opened.close();
    LOGGER.log(System.Logger.Level.INFO, "stopped");
  }
}
