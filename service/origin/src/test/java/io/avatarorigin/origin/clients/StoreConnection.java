package io.avatarorigin.origin.clients;

import io.avatarorigin.sigv4.AccessKey;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.Secret;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A connection of a store in front, whose requests are signed as its own are and written as they
 * stand.
 *
 * @param host what its requests call the origin
 * @param region the region that it signs for
 */
record StoreConnection(Socket socket, String host, String region) implements AutoCloseable {
  static StoreConnection open(int port, String host, String region) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return new StoreConnection(socket, host + ":" + port, region);
  }

  /** An answer; names of headers in lower case. */
  record Reply(int status, List<HeaderField> headers, byte[] body) {
    String header(String name) {
      return headers.stream()
          .filter(header -> header.name().equals(name))
          .map(HeaderField::value)
          .findFirst()
          .orElse("");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Sends a request and reads its answer. */
  Reply ask(String method, String path, String query, HeaderField... headers) throws IOException {
    send(method, path, query, headers);
    return read(!method.equals("HEAD"));
  }

  void send(String method, String path, String query, HeaderField... headers) throws IOException {
    List<HeaderField> all = new ArrayList<>(List.of(headers));
    all.addFirst(new HeaderField("host", host));
    all.addAll(
        new Signer(
                new AccessKey(Served.ACCESS_KEY_ID, Secret.of(Served.SECRET)),
                region,
                "s3",
                InstantSource.system())
            .sign(
                new SignableRequest(method, path, Query.parse(query), all), PayloadHash.UNSIGNED));
    StringBuilder text = new StringBuilder(method).append(' ').append(path);
    if (!query.isEmpty()) {
      text.append('?').append(query);
    }
    text.append(" HTTP/1.1\r\n");
    all.forEach(each -> text.append(each.name()).append(": ").append(each.value()).append("\r\n"));
    socket
        .getOutputStream()
        .write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  Reply read(boolean withBody) throws IOException {
    InputStream in = socket.getInputStream();
    int status = Integer.parseInt(line(in).substring(9, 12));
    List<HeaderField> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(
          new HeaderField(
              line.substring(0, colon).toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip()));
    }
    Reply head = new Reply(status, headers, new byte[0]);
    String length = head.header("content-length");
    return withBody && !length.isEmpty()
        ? new Reply(status, headers, in.readNBytes(Integer.parseInt(length)))
        : head;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection was closed within the head of an answer");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
