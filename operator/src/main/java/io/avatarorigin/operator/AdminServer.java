package io.avatarorigin.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Tells how the operator is: {@code /health/live} as long as the process runs, {@code
 * /health/ready} while its watches are there, {@code /metrics} for Prometheus.
 */
final class AdminServer {
  private AdminServer() {}

  static HttpServer start(int port, Operator operator, PrometheusMeterRegistry metrics) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/health/live", exchange -> send(exchange, 200, "live\n"));
      server.createContext("/health/ready", exchange -> ready(exchange, operator.getRuntimeInfo()));
      server.createContext("/metrics", exchange -> send(exchange, 200, metrics.scrape()));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " cannot be listened on", e);
    }
  }

  private static void ready(HttpExchange exchange, RuntimeInfo info) throws IOException {
    boolean isReady = info.isStarted() && watches(info);
    send(exchange, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n");
  }

  /** Whether informers run and are filled; an ordinary reconnection does not count against them. */
  @SuppressWarnings("rawtypes") // as the framework has them
  private static boolean watches(RuntimeInfo info) {
    for (Map<String, InformerWrappingEventSourceHealthIndicator> sources :
        info.unhealthyInformerWrappingEventSourceHealthIndicator().values()) {
      for (InformerWrappingEventSourceHealthIndicator<?> source : sources.values()) {
        for (InformerHealthIndicator informer : source.informerHealthIndicators().values()) {
          if (!informer.isRunning() || !informer.hasSynced()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
