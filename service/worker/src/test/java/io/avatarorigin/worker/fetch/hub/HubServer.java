package io.avatarorigin.worker.fetch.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks the protocol of the Hugging Face Hub for one model repository, {@code org/model}: what its
 * API tells of revisions and trees, and the files, of which the large ones lie on a second server.
 */
public final class HubServer implements AutoCloseable {
  public static final String NAME = "org/model";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int ENTRIES_OF_A_PAGE = 5;
  private static final String API = "/api/models/" + NAME;
  private static final Pattern RESOLVE =
      Pattern.compile("/org/model/resolve/(?<commit>[^/]+)/(?<path>.+)");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer hub = start();
  private final HttpServer store = start();
  private final Map<String, Repository> revisions = new ConcurrentHashMap<>();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> token = Optional.empty();

  /** What somebody has asked, of the Hub itself or of the server with the large files. */
  public record Request(
      boolean ofHub, String method, String path, String range, String ifRange, String token) {}

  /** Serves it as the branch {@code main}, from now on. */
  public HubServer(Repository main) {
    revisions.put("main", main);
    hub.createContext("/", exchange -> handle(exchange, true));
    store.createContext("/", exchange -> handle(exchange, false));
  }

  private HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
  }

  /** Another address than the Hub's, for the same machine. */
  public String store(String path) {
    return "http://127.0.0.1:" + store.getAddress().getPort() + path;
  }

  /** A branch or tag. */
  public HubServer revision(String name, Repository repository) {
    revisions.put(name, repository);
    return this;
  }

  /** From now on only those with this token get anything of the Hub. */
  public HubServer requireToken(String required) {
    token = Optional.of(required);
    return this;
  }

  /**
   * What happens to the next requests of a path, one each.
   *
   * @param path of a file in the repository, or of the API with a slash before it
   */
  public HubServer fault(String path, Fault... next) {
    faults.computeIfAbsent(path, _ -> new ConcurrentLinkedDeque<>()).addAll(List.of(next));
    return this;
  }

  public List<Request> requests() {
    return requests;
  }

  /** Those of one file's content. */
  public List<Request> requestsOf(String path) {
    return requests.stream()
        .filter(request -> request.method().equals("GET"))
        .filter(request -> request.path().endsWith("/" + path))
        .filter(request -> Repository.isLarge(path) != request.ofHub())
        .toList();
  }

  private void handle(HttpExchange exchange, boolean ofHub) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.add(
        new Request(
            ofHub,
            exchange.getRequestMethod(),
            path,
            header(exchange, "Range"),
            header(exchange, "If-Range"),
            header(exchange, "Authorization")));
    try {
      if (ofHub) {
        ofHub(exchange, path);
      } else {
        ofStore(exchange, path);
      }
    } finally {
      exchange.close();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private void ofHub(HttpExchange exchange, String path) throws IOException {
    if (token.isPresent() && !header(exchange, "Authorization").equals("Bearer " + token.get())) {
      error(exchange, 401, "RepoNotFound");
      return;
    }
    Matcher resolve = RESOLVE.matcher(path);
    if (resolve.matches()) {
      resolve(exchange, resolve.group("commit"), decoded(resolve.group("path")));
    } else if (new Answer(exchange).injected(next(path))) {
      return;
    } else if (path.startsWith(API + "/revision/")) {
      revision(exchange, decoded(path.substring((API + "/revision/").length())));
    } else if (path.startsWith(API + "/tree/")) {
      tree(exchange, path.substring((API + "/tree/").length()));
    } else {
      error(exchange, 404, "RepoNotFound");
    }
  }

  private void revision(HttpExchange exchange, String name) throws IOException {
    Optional<Repository> found = found(name);
    if (found.isEmpty()) {
      error(exchange, 404, "RevisionNotFound");
      return;
    }
    ObjectNode answer = JSON.createObjectNode().put("id", NAME).put("sha", found.get().commit());
    ArrayNode siblings = answer.putArray("siblings");
    found.get().files().keySet().forEach(file -> siblings.addObject().put("rfilename", file));
    new Answer(exchange).json(answer);
  }

  private Optional<Repository> found(String revision) {
    return Optional.ofNullable(revisions.get(revision))
        .or(
            () ->
                revisions.values().stream()
                    .filter(each -> each.commit().equals(revision))
                    .findFirst());
  }

  private void tree(HttpExchange exchange, String commitAndFolder) throws IOException {
    String[] parts = commitAndFolder.split("/", 2);
    String folder = parts.length == 1 ? "" : decoded(parts[1]) + "/";
    Repository repository = found(parts[0]).orElseThrow();
    List<ObjectNode> entries = new ArrayList<>();
    repository
        .files()
        .forEach(
            (path, content) -> {
              if (path.startsWith(folder)) {
                entries.add(entry(path, content));
              }
            });
    if (entries.isEmpty()) {
      error(exchange, 404, "EntryNotFound");
      return;
    }
    entries.addFirst(
        JSON.createObjectNode()
            .put("type", "directory")
            .put("oid", "0".repeat(40))
            .put("size", 0)
            .put("path", folder + "unet"));
    page(exchange, entries);
  }

  private void page(HttpExchange exchange, List<ObjectNode> entries) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Matcher cursor = Pattern.compile("&?cursor=(\\d+)").matcher(query);
    int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
    int to = Math.min(entries.size(), from + ENTRIES_OF_A_PAGE);
    if (to < entries.size()) {
      String same = endpoint() + exchange.getRequestURI().getRawPath() + "?";
      String next = same + cursor.reset().replaceAll("") + "&cursor=" + to;
      exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
    }
    new Answer(exchange).json(JSON.createArrayNode().addAll(entries.subList(from, to)));
  }

  private static ObjectNode entry(String path, byte[] content) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put("type", "file")
            .put("oid", Repository.gitBlob(content))
            .put("size", content.length)
            .put("path", path);
    if (Repository.isLarge(path)) {
      entry
          .putObject("lfs")
          .put("oid", Repository.sha256(content))
          .put("size", content.length)
          .put("pointerSize", 130);
    }
    return entry;
  }

  private void resolve(HttpExchange exchange, String commit, String path) throws IOException {
    byte[] content = found(commit).map(each -> each.files().get(path)).orElse(null);
    exchange.getResponseHeaders().set("X-Repo-Commit", commit);
    if (content == null) {
      error(exchange, 404, "EntryNotFound");
    } else if (Repository.isLarge(path)) {
      exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
      exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + Repository.sha256(content) + "\"");
      exchange
          .getResponseHeaders()
          .set("Location", store("/" + commit + "/" + encoded(path) + "?signed"));
      exchange.sendResponseHeaders(302, -1);
    } else {
      content(exchange, path, content, Repository.gitBlob(content));
    }
  }

  private void ofStore(HttpExchange exchange, String rawPath) throws IOException {
    String[] commitAndPath = decoded(rawPath.substring(1)).split("/", 2);
    byte[] content =
        found(commitAndPath[0]).map(each -> each.files().get(commitAndPath[1])).orElse(null);
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    content(exchange, commitAndPath[1], content, "of-store-" + Repository.gitBlob(content));
  }

  private void content(HttpExchange exchange, String path, byte[] content, String tag)
      throws IOException {
    Optional<Fault> fault =
        exchange.getRequestMethod().equals("GET") ? next(path) : Optional.empty();
    Answer answer = new Answer(exchange);
    if (!answer.injected(fault)) {
      answer.content(content, "\"" + tag + "\"", fault);
    }
  }

  private Optional<Fault> next(String path) {
    return Optional.ofNullable(faults.get(path)).map(Deque::poll);
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().set("X-Error-Code", code);
    exchange.sendResponseHeaders(status, -1);
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  @Override
  public void close() {
    hub.stop(0);
    store.stop(0);
    threads.shutdownNow();
  }
}
