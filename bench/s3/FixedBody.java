import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The web server that the origin stands on, with nothing on it: FixedBody PORT FILE. */
final class FixedBody {
  public static void main(String[] arguments) throws Exception {
    byte[] body = Files.readAllBytes(Path.of(arguments[1]));
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(arguments[0]))
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .routing(routing -> routing.get("/*", (_, response) -> response.send(body)))
        .build()
        .start();
    Thread.currentThread().join();
  }
}
