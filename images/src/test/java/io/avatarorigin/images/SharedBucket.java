package io.avatarorigin.images;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Command;
import io.avatarorigin.testbed.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bucket in which origins share what they draw: versitygw, beside the cluster's nodes. */
final class SharedBucket implements AutoCloseable {
  static final String NAME = "pictures";
  private static final int PORT = 7070;

  private final String address;
  private final ManagedProcess server;

  private SharedBucket(String address, ManagedProcess server) {
    this.address = address;
    this.server = server;
  }

  static SharedBucket start(Cluster cluster, Path folder) throws IOException {
    String program =
        Command.run(List.of(Repository.ROOT.resolve("testbed/go-program").toString(), "versitygw"))
            .strip();
    Path buckets = Files.createDirectories(folder.resolve("buckets"));
    Files.createDirectory(buckets.resolve(NAME));
    ManagedProcess server =
        cluster.run(
            "versitygw",
            folder.resolve("versitygw.log"),
            Map.of("ROOT_ACCESS_KEY", "shared", "ROOT_SECRET_KEY", "shared-secret"),
            List.of(
                program,
                "--port",
                cluster.address() + ":" + PORT,
                "--quiet",
                "--keep-alive",
                "posix",
                buckets.toString()));
    return new SharedBucket(cluster.address(), server);
  }

  /** As {@code origin.store} has it, and the Secret that it names. */
  String store() {
    return """
    {bucket: %s, endpoint: "http://%s:%d", credentialsSecretRef: {name: store}}"""
        .formatted(NAME, address, PORT);
  }

  String secret() {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: store}
    stringData: {AWS_ACCESS_KEY_ID: shared, AWS_SECRET_ACCESS_KEY: shared-secret}
    """;
  }

  @Override
  public void close() {
    server.kill();
  }
}
