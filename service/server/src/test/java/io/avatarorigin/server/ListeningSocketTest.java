package io.avatarorigin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ListeningSocketTest {
  private static final String HERE = "127.0.0.1";

  @Test
  void speaksAsItIsTold() throws Exception {
    HttpRouting.Builder routing =
        HttpRouting.builder().get("/", (request, response) -> response.send("hello"));
    try (ListeningSocket socket = ListeningSocket.open(HERE, 0, it -> it.routing(routing));
        HttpClient client = HttpClient.newHttpClient()) {
      URI url = URI.create("http://%s:%d/".formatted(HERE, socket.port()));
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ListeningSocket first = ListeningSocket.open(HERE, 0, it -> {})) {
      assertThatThrownBy(() -> ListeningSocket.open(HERE, first.port(), it -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(HERE + ":" + first.port());
    }
  }

  /** Of RFC 5737's block for examples, which no machine has. */
  @Test
  void saysThatAnAddressIsNotOfThisMachine() {
    assertThatThrownBy(() -> ListeningSocket.open("192.0.2.1", 0, it -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("192.0.2.1:0");
  }
}
