package io.avatarorigin.origin.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.engine.remote.EventReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  @Test
  void readsWhatTheStandardShows() throws IOException {
    assertThat(
            read(
                """
                : this is a test stream

                data: some text

                data: another message
                data:with two lines

                event: add
                data: 73857293
                id: 1
                retry: 10

                data

                event: no data, so no event

                data: not ended
                """))
        .containsExactly(
            new Event("message", "some text"),
            new Event("message", "another message\nwith two lines"),
            new Event("add", "73857293"),
            new Event("message", ""));
  }

  @Test
  void knowsAllEndsOfLines() throws IOException {
    assertThat(read("event: a\rdata: 1\r\revent: b\r\ndata: 2\r\n\r\nevent: c\ndata: 3\n\n"))
        .containsExactly(new Event("a", "1"), new Event("b", "2"), new Event("c", "3"));
  }

  @Test
  void readsLongStreamsButNoLongEvents() throws IOException {
    String most = "data:" + "x".repeat(EventReader.MOST_OCTETS - 5) + "\n\n";
    assertThat(read(most.repeat(2))).hasSize(2);

    assertThatThrownBy(() -> read(":" + most)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> next(new Endless("data: x"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> next(new Endless("data: x\n"))).isInstanceOf(IOException.class);
  }

  @Property
  void readsBackWhatIsWritten(@ForAll @From("events") List<Event> events) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Event event : events) {
      text.append("event: ").append(event.name()).append('\n');
      event.data().lines().forEach(line -> text.append("data: ").append(line).append("\n:\n"));
      text.append('\n');
    }

    assertThat(read(text.toString())).isEqualTo(events);
  }

  @Property
  void bearsAnyOctets(@ForAll byte[] octets) throws IOException {
    EventReader reader = new EventReader(new ByteArrayInputStream(octets));
    Optional<Event> event = reader.next();
    while (event.isPresent()) {
      event = reader.next();
    }
    assertThat(reader.next()).isEmpty();
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<String> name = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> line =
        Arbitraries.strings()
            .all()
            .excludeChars('\r', '\n')
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(
                text ->
                    new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .equals(text));
    Arbitrary<String> data = line.list().ofMinSize(1).ofMaxSize(3).map(it -> String.join("\n", it));
    return Combinators.combine(name, data).as(Event::new).list().ofMaxSize(5);
  }

  private static List<Event> read(String text) throws IOException {
    EventReader reader =
        new EventReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
      events.add(event.get());
    }
    return events;
  }

  private static Optional<Event> next(InputStream in) throws IOException {
    return new EventReader(in).next();
  }

  /** The same text again and again. */
  private static final class Endless extends InputStream {
    private final String text;
    private int read;

    Endless(String text) {
      this.text = text;
    }

    @Override
    public int read() {
      return text.charAt(read++ % text.length());
    }
  }
}
