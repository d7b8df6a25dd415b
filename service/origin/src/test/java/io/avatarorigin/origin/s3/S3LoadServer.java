package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.AuthPolicy;
import io.avatarorigin.origin.s3.auth.InMemoryCredentials;
import io.avatarorigin.origin.s3.auth.S3Authenticator;
import io.avatarorigin.origin.transport.SharedBodies;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Serves one object of 10 KiB, for load generators: {@code GET /public/there}. Argument: port. */
final class S3LoadServer {
  private S3LoadServer() {}

  public static void main(String[] arguments) {
    S3Settings settings =
        new S3Settings(
            "eu-central-1",
            List.of("s3.localhost"),
            List.of(new S3Bucket("public", S3Bucket.Access.PUBLIC, Instant.EPOCH)),
            Optional.empty());
    S3Face face =
        new S3Face(
            settings,
            new FixedObjects(10_240),
            new S3Authenticator(
                new InMemoryCredentials(Map.of()),
                AuthPolicy.of(settings.region()),
                InstantSource.system()),
            new S3Runtime(InstantSource.system(), RandomGenerator.getDefault(), answer -> {}));
    WebServerConfig.Builder server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(Integer.parseInt(arguments[0]))
            .useNio(false)
            .connectionOptions(options -> options.tcpNoDelay(true));
    face.configure(server);
    server.addConnectionSelector(SharedBodies.over(face.http1().build()));
    server.build().start();
  }
}
