package io.avatarorigin.worker.fetch.source;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model comes from. Its text, which {@link #parse} reads, names it in manifests. */
public sealed interface ModelSource {
  /** What can be written. */
  String FORMS = "hf://ORGANISATION/NAME[@REVISION][/FOLDER], s3://BUCKET/PREFIX or a folder";

  /** How a scheme begins; one letter is no scheme, so that a drive's is not taken for one. */
  Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

  /**
   * Reads a source: {@code hf://}, {@code s3://}, a {@code file:} URL or a path.
   *
   * @throws IllegalArgumentException when it is none; the message says what can be written
   */
  static ModelSource parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("no model source; write " + FORMS);
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      return FileSource.ofPath(text);
    }
    return switch (scheme.group("scheme")) {
      case "hf" -> HubSource.parse(text);
      case "s3" -> S3Source.parse(text);
      case "file" -> FileSource.parse(text);
      default -> throw new IllegalArgumentException(text + " is no model source; write " + FORMS);
    };
  }

  /**
   * A model repository of the Hugging Face Hub, or a folder in one.
   *
   * @param repository {@code organisation/name}
   * @param revision a branch, tag or commit
   * @param folder names joined by slashes; empty for the whole repository
   */
  record HubSource(String repository, String revision, String folder) implements ModelSource {
    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9])?";
    private static final Pattern REPOSITORY = Pattern.compile(NAME + "/" + NAME);
    private static final Pattern REVISION = Pattern.compile("[^\\x00-\\x20\\x7f~^:?*\\[\\\\]+");
    private static final Pattern FORM =
        Pattern.compile(
            "hf://(?<repository>[^/@]*/[^/@]*)"
                + "(?:@(?<revision>refs/(?:pr|convert)/[^/]*|[^/]*))?"
                + "(?:/(?<folder>.*?)/?)?");

    public HubSource {
      if (!REPOSITORY.matcher(repository).matches() || repository.contains("..")) {
        throw new IllegalArgumentException(
            "\"" + repository + "\" is no repository; write ORGANISATION/NAME");
      }
      if (!REVISION.matcher(revision).matches() || revision.contains("..")) {
        throw new IllegalArgumentException(
            "\"" + revision + "\" is no revision; write a branch, a tag or a commit");
      }
      if (!folder.isEmpty()) {
        RemotePath.require(folder);
      }
    }

    static HubSource parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IllegalArgumentException(
            text + " is no repository; write hf://ORGANISATION/NAME[@REVISION][/FOLDER]");
      }
      String revision = form.group("revision");
      String folder = form.group("folder");
      return new HubSource(
          form.group("repository"),
          revision == null ? "main" : decoded(revision),
          folder == null ? "" : folder);
    }

    private static String decoded(String revision) {
      return URLDecoder.decode(revision.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      String ref = URLEncoder.encode(revision, StandardCharsets.UTF_8);
      return "hf://" + repository + "@" + ref + (folder.isEmpty() ? "" : "/" + folder);
    }
  }

  /**
   * What lies under a prefix in an S3 bucket.
   *
   * @param prefix ends with a slash unless it is empty
   */
  record S3Source(String bucket, String prefix) implements ModelSource {
    private static final Pattern FORM =
        Pattern.compile("s3://(?<bucket>[A-Za-z0-9][A-Za-z0-9._-]{1,62})(?:/(?<prefix>.*))?");

    static S3Source parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IllegalArgumentException(text + " is no bucket; write s3://BUCKET/PREFIX");
      }
      String prefix = form.group("prefix");
      if (prefix == null || prefix.isEmpty()) {
        return new S3Source(form.group("bucket"), "");
      }
      return new S3Source(form.group("bucket"), prefix.endsWith("/") ? prefix : prefix + "/");
    }

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + prefix;
    }
  }

  /** A folder of this machine, which may be a mounted volume or image. */
  record FileSource(Path path) implements ModelSource {
    static FileSource parse(String text) {
      try {
        URI uri = URI.create(text);
        return new FileSource(uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            text + " is no file URL of this machine: " + e.getMessage(), e);
      }
    }

    static FileSource ofPath(String text) {
      try {
        return new FileSource(Path.of(text));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(text + " is no path: " + e.getReason(), e);
      }
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
