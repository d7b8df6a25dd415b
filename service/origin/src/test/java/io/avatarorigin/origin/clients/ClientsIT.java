package io.avatarorigin.origin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Other people's clients, each running the whole checklist. They run at once, so that the draws
 * that take twelve seconds take them together.
 */
class ClientsIT {
  @TempDir private static Path folder;
  private static final Map<TestedClient, Run> RUNS = new LinkedHashMap<>();
  private static ExecutorService runners;
  private static Served served;

  private record Run(Served.Session session, CompletableFuture<JsonNode> report) {}

  @BeforeAll
  static void start() {
    served = Served.start(folder);
    runners = Executors.newVirtualThreadPerTaskExecutor();
    for (TestedClient client : TestedClients.ALL) {
      int number = RUNS.size();
      Served.Session session = served.session(number, folder.resolve("client-" + number));
      RUNS.put(
          client,
          new Run(
              session,
              CompletableFuture.supplyAsync(
                  () -> client.program().apply(session.order()), runners)));
    }
  }

  @AfterAll
  static void stop() {
    runners.close();
    served.close();
    RUNS.clear();
  }

  @TestFactory
  Stream<DynamicContainer> everyClientReadsPicturesAsAnyObject() {
    return RUNS.entrySet().stream()
        .map(
            entry ->
                DynamicContainer.dynamicContainer(
                    entry.getKey().name(), checks(entry.getKey(), entry.getValue())));
  }

  private static Stream<DynamicTest> checks(TestedClient client, Run run) {
    return Stream.of(Check.values())
        .map(check -> DynamicTest.dynamicTest(check.key(), () -> verify(client, run, check)));
  }

  private static void verify(TestedClient client, Run run, Check check) {
    String reason = client.cannot().get(check);
    Assumptions.assumeTrue(reason == null, () -> client + ": " + reason);
    new Checklist(served, client, run.session()).verify(check, report(run).get(check.key()));
  }

  /** A client that could not be installed is skipped, and so says each of its checks. */
  private static JsonNode report(Run run) {
    try {
      return run.report().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TestAbortedException skipped) {
        throw skipped;
      }
      throw new AssertionError("the client failed", e.getCause());
    }
  }
}
