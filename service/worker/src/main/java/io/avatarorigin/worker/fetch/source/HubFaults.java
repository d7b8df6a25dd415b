package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What the Hub answers when it does not give what is asked, in words that say what to do. */
record HubFaults(ModelSource.HubSource source, HubOptions options) {
  /** Returned where it may pass, thrown where it will not. */
  IOException answered(HubClient.Answers answers, URI uri) {
    int status = answers.status();
    if (status == 408 || status == 429 || status >= 500) {
      return new TransientFailure(
          "%s answers %d".formatted(answers.last().uri().getHost(), status), retryAfter(answers));
    }
    String code = answers.ofHub("X-Error-Code").orElse("");
    throw refused(
        switch (code) {
          case "RevisionNotFound" ->
              "%s has no revision \"%s\"".formatted(source.repository(), source.revision());
          case "EntryNotFound" -> "there is nothing there";
          case "GatedRepo" ->
              "the repository is gated: accept its terms at %s/%s, and give a token of that account"
                  .formatted(options.base(), source.repository());
          default -> other(status, uri);
        });
  }

  private String other(int status, URI uri) {
    boolean ofRepository = uri.getPath().contains("/api/models/");
    return switch (status) {
      case 401, 403 ->
          options.token().isPresent()
              ? "no such repository, or this token may not read it (%d)".formatted(status)
              : "no such repository, or it is private or gated and needs a token (%d)"
                  .formatted(status);
      case 404 -> ofRepository ? "no such repository or folder" : uri.getPath() + " is not there";
      default -> "%s answers %d".formatted(uri.getHost(), status);
    };
  }

  /** The server speaks another language. */
  FetchException noHub(URI uri) {
    return refused(uri.resolve("/") + " does not answer as a Hub does; check the Hub's endpoint");
  }

  private FetchException refused(String reason) {
    return new FetchException(FetchException.Kind.REFUSED, source + ": " + reason);
  }

  /** In seconds; the form with a date is as good as none. */
  private static @org.jspecify.annotations.Nullable Duration retryAfter(HubClient.Answers answers) {
    Optional<String> seconds =
        answers.ofBody("Retry-After").map(String::strip).filter(text -> text.matches("\\d{1,6}"));
    return seconds.map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(null);
  }
}
