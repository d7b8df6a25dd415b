package io.avatarorigin.worker.fetch.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A model repository of the Hugging Face Hub, or a folder in one, at one commit. */
final class HubFolder implements RemoteFolder {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_ANSWER = 1 << 24;
  private static final int MOST_PAGES = 100;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
  private static final Pattern FROM = Pattern.compile("bytes (\\d+)-\\d+/(?:\\d+|\\*)");

  private final ModelSource.HubSource source;
  private final String base;
  private final HubFaults faults;
  private final HubClient client;

  HubFolder(ModelSource.HubSource source, HubOptions options, Duration patience) {
    this.source = source;
    this.base = options.base();
    this.faults = new HubFaults(source, options);
    this.client = new HubClient(options, patience);
  }

  @Override
  public String name() {
    return source.toString();
  }

  @Override
  public Listing list() throws IOException {
    String commit = commit();
    List<RemoteFile> files = new ArrayList<>();
    String below = source.folder().isEmpty() ? "" : "/" + encoded(source.folder());
    URI page = api("/tree/" + commit + below + "?recursive=true&expand=false");
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page read = page(page);
      read.entries().forEach(entry -> file(entry).ifPresent(files::add));
      if (read.next().isEmpty()) {
        return new Listing(commit, files);
      }
      page = page.resolve(read.next().get());
    }
    throw new FetchException(
        FetchException.Kind.REFUSED, source + " holds too many files; name a folder in it");
  }

  private record Page(JsonNode entries, Optional<String> next) {}

  private String commit() throws IOException {
    URI uri = api("/revision/" + encodedSegment(source.revision()));
    String commit = page(uri).entries().path("sha").asText();
    if (!COMMIT.matcher(commit).matches()) {
      throw faults.noHub(uri);
    }
    return commit;
  }

  private Page page(URI uri) throws IOException {
    HubClient.Answers answers = client.get(uri, Map.of("Accept", "application/json"));
    try (InputStream body = answers.last().body()) {
      if (answers.status() != 200) {
        throw faults.answered(answers, uri);
      }
      byte[] text = body.readNBytes(LONGEST_ANSWER);
      Optional<String> next =
          answers
              .ofBody("Link")
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(link -> link.group(1));
      return new Page(JSON.readTree(text), next);
    } catch (JsonProcessingException e) {
      throw faults.noHub(uri);
    }
  }

  private Optional<RemoteFile> file(JsonNode entry) {
    String path = entry.path("path").asText();
    String above = source.folder().isEmpty() ? "" : source.folder() + "/";
    if (!entry.path("type").asText().equals("file") || !path.startsWith(above)) {
      return Optional.empty();
    }
    JsonNode large = entry.path("lfs");
    Checksum checksum =
        large.hasNonNull("oid")
            ? new Checksum(ChecksumAlgorithm.SHA256, large.path("oid").asText())
            : new Checksum(ChecksumAlgorithm.GIT_BLOB, entry.path("oid").asText());
    long bytes = (large.hasNonNull("size") ? large : entry).path("size").asLong(-1);
    try {
      return Optional.of(
          new RemoteFile(
              path.substring(above.length()), bytes, checksum.toString(), Optional.of(checksum)));
    } catch (IllegalArgumentException e) {
      throw new FetchException(
          FetchException.Kind.REFUSED,
          source + " lists a file that is not taken: " + e.getMessage(),
          e);
    }
  }

  @Override
  public RemoteFile detailed(RemoteFile file) {
    return file;
  }

  @Override
  public RemoteContent open(String commit, RemoteFile file, Position from) throws IOException {
    String path = (source.folder().isEmpty() ? "" : source.folder() + "/") + file.path();
    URI uri =
        URI.create(base + "/" + source.repository() + "/resolve/" + commit + "/" + encoded(path));
    HubClient.Answers answers = client.get(uri, range(from));
    try {
      requireListed(answers, "X-Repo-Commit", commit);
      requireListed(answers, "X-Linked-Size", Long.toString(file.bytes()));
      return content(answers, from, uri);
    } catch (Throwable e) {
      answers.last().body().close();
      throw e;
    }
  }

  private RemoteContent content(HubClient.Answers answers, Position from, URI uri)
      throws IOException {
    Optional<String> tag = answers.ofBody("ETag").filter(each -> !each.startsWith("W/"));
    return switch (answers.status()) {
      case 200 -> new RemoteContent(answers.last().body(), 0, tag);
      case 206 -> new RemoteContent(answers.last().body(), start(answers, from), tag);
      case 416 -> throw new TransientFailure("there is no byte " + from.bytes());
      default -> throw faults.answered(answers, uri);
    };
  }

  /** What the Hub tells with a file is what it told in its list, where it tells it. */
  private static void requireListed(HubClient.Answers answers, String header, String listed)
      throws IOException {
    Optional<String> told = answers.ofHub(header);
    if (told.isPresent() && !told.get().equals(listed)) {
      throw new TransientFailure(
          "its %s is %s and was listed as %s".formatted(header, told.get(), listed));
    }
  }

  private static long start(HubClient.Answers answers, Position from) throws IOException {
    String range = answers.ofBody("Content-Range").orElse("");
    Matcher start = FROM.matcher(range);
    if (!start.matches() || !start.group(1).equals(Long.toString(from.bytes()))) {
      throw new TransientFailure(
          "asked from byte %d on, it answers \"%s\"".formatted(from.bytes(), range));
    }
    return from.bytes();
  }

  private static Map<String, String> range(Position from) {
    Map<String, String> headers = new HashMap<>();
    if (from.bytes() > 0) {
      headers.put("Range", "bytes=" + from.bytes() + "-");
      from.entityTag().ifPresent(tag -> headers.put("If-Range", tag));
    }
    return headers;
  }

  private URI api(String path) {
    return URI.create(base + "/api/models/" + source.repository() + path);
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/"))
        .map(HubFolder::encodedSegment)
        .collect(Collectors.joining("/"));
  }

  private static String encodedSegment(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.close();
  }
}
