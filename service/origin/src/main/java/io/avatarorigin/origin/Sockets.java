package io.avatarorigin.origin;

import io.avatarorigin.origin.admin.AdminFace;
import io.avatarorigin.origin.admin.Metrics;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.s3.S3Face;
import io.avatarorigin.origin.s3.S3Runtime;
import io.avatarorigin.origin.s3.auth.S3Authenticator;
import io.avatarorigin.origin.web.WebFace;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The three sockets of a running origin. */
final class Sockets implements AutoCloseable {
  private static final String WEB = "web";
  private static final String ADMIN = "admin";

  /** How long answers that are being written may take when the server stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final WebServer server;

  private Sockets(WebServer server) {
    this.server = server;
  }

  static Sockets open(
      OriginConfig config,
      AvatarWorks works,
      RecipeBook recipes,
      AdminFace admin,
      Metrics metrics,
      InstantSource clock) {
    FaceSettings settings = new FaceSettings(config);
    KeyGrammar s3Keys = settings.s3Keys(recipes.sampler().size());
    S3Face s3 =
        new S3Face(
            settings.s3(),
            new AvatarObjects(works.store(), s3Keys, settings.patienceByBucket()),
            new S3Authenticator(settings.credentials(), settings.authPolicy(), clock),
            new S3Runtime(clock, RandomGenerator.getDefault(), metrics::answered));
    WebFace web =
        WebFace.create(
            settings.web(),
            new WebFace.Parts(
                works.store(),
                recipes,
                settings.webKeys(),
                clock,
                works.platformThreads(),
                (answer, took) -> metrics.answered(answer)));
    WebServer server =
        WebServer.builder()
            .shutdownHook(false)
            .update(socket -> listen(socket, config.s3().host(), config.s3().port()))
            .update(s3::configure)
            .putSocket(
                WEB,
                socket ->
                    listen(socket, config.web().host(), config.web().port())
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .useNio(false)
                        .addProtocol(Http1Config.builder().sendKeepAliveHeader(false).build())
                        .routing(routing -> web.accept(routing)))
            .putSocket(
                ADMIN,
                socket ->
                    listen(socket, config.admin().host(), config.admin().port())
                        .routing(admin::route))
            .build();
    return new Sockets(started(server));
  }

  private static <T extends ListenerConfig.BuilderBase<T, ?>> T listen(
      T socket, String host, int port) {
    return socket.host(host).port(port).shutdownGracePeriod(LAST_ANSWERS);
  }

  private static WebServer started(WebServer server) {
    try {
      return server.start();
    } catch (UncheckedIOException | IllegalStateException e) {
      server.stop();
      throw new OriginException(reason(e), e);
    }
  }

  /** The port that is taken stands in the innermost message, if that is what happened. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof BindException
        ? "cannot listen: " + failure.getMessage() + " (" + cause.getMessage() + ")"
        : "cannot start the server: " + cause;
  }

  int s3Port() {
    return server.port();
  }

  int webPort() {
    return server.port(WEB);
  }

  int adminPort() {
    return server.port(ADMIN);
  }

  @Override
  public void close() {
    server.stop();
  }
}
