package io.avatarorigin.origin;

import com.github.benmanes.caffeine.cache.Ticker;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.origin.client.RequestRates;
import io.avatarorigin.origin.client.TrustedProxies;
import io.avatarorigin.origin.config.BucketConfig;
import io.avatarorigin.origin.config.BudgetsConfig;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.S3ClientsConfig;
import io.avatarorigin.origin.config.WebConfig;
import io.avatarorigin.origin.s3.S3Bucket;
import io.avatarorigin.origin.s3.S3Clients;
import io.avatarorigin.origin.s3.S3Settings;
import io.avatarorigin.origin.s3.auth.AuthPolicy;
import io.avatarorigin.origin.store.Patience;
import io.avatarorigin.origin.web.PublicBucket;
import io.avatarorigin.origin.web.WebSettings;
import io.avatarorigin.origin.web.access.DrawBudget;
import io.avatarorigin.origin.web.access.DrawRules;
import io.avatarorigin.origin.web.access.WebAccess;
import io.avatarorigin.origin.web.page.Bucket;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the faces are told, from the configuration. */
final class FaceSettings {
  /** With {@code d=} the client has said what to show instead of waiting. */
  private static final Duration SUBSTITUTE_WAIT = Duration.ofSeconds(2);

  /** Gravatar's size where none is asked for. */
  private static final int WEB_SIZE = 80;

  /** More than a browser opens to one host, and than a few people behind one address need. */
  private static final int STREAMS_PER_CLIENT = 50;

  /** Shorter than proxies bear silence; a page that has gone is noticed by then. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** A page asks for its picture at once; one that does not has been forgotten. */
  private static final Duration UNASKED = Duration.ofMinutes(1);

  private final OriginConfig config;

  FaceSettings(OriginConfig config) {
    this.config = config;
  }

  KeyGrammar s3Keys(int nativeSize) {
    return new KeyGrammar(
        config.keys().prefix(), config.keys().sizes(), nativeSize, config.keys().defaultFormat());
  }

  /** Offers what the S3 face does, and Gravatar's usual size. */
  KeyGrammar webKeys(KeyGrammar s3Keys) {
    Set<Integer> sizes = new HashSet<>(s3Keys.sizes());
    if (!sizes.isEmpty()) {
      sizes.add(s3Keys.nativeSize());
    }
    return new KeyGrammar("", sizes, WEB_SIZE, s3Keys.defaultFormat());
  }

  S3Settings s3() {
    List<S3Bucket> buckets = config.s3().buckets().stream().map(ServedBucket::of).toList();
    return new S3Settings(
        config.s3().region(), config.s3().baseDomains(), buckets, config.s3().cacheControl());
  }

  S3Clients s3Clients() {
    S3ClientsConfig clients = config.s3().clients();
    return new S3Clients(
        new TrustedProxies(clients.trustedProxies()),
        clients.forwardedHost(),
        clients.requestsPerSecond().map(rate -> new RequestRates(rate, Ticker.systemTicker())));
  }

  /** A pull-through store that timed out comes back for the picture, so its draws go on. */
  Map<String, Patience> patienceByBucket() {
    return config.s3().buckets().stream()
        .collect(
            Collectors.toMap(
                BucketConfig::name,
                bucket -> new Patience(bucket.patience(), Patience.WhenAlone.DRAW)));
  }

  /** The buckets whose lists tell what is drawn. */
  Set<String> listedBuckets() {
    return config.s3().buckets().stream()
        .filter(bucket -> bucket.list() == BucketConfig.Listing.DRAWN)
        .map(BucketConfig::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  AuthPolicy authPolicy() {
    return new AuthPolicy(
        config.s3().region(),
        Set.copyOf(config.s3().regions()),
        AuthPolicy.USUAL_SKEW,
        Set.copyOf(config.s3().signatures().unsignedHeaders()),
        config.s3().signatures().echo());
  }

  /**
   * The settings of the web face.
   *
   * @param s3Keys those of the bucket that clients may be sent to
   */
  WebSettings web(KeyGrammar s3Keys) {
    WebConfig web = config.web();
    Optional<PublicBucket> sentTo = web.picturesAt().map(url -> PublicBucket.at(url, s3Keys));
    return new WebSettings(
        rules(web),
        new WebSettings.Waits(web.patience(), SUBSTITUTE_WAIT),
        new WebSettings.Publication(
            web.maxAge(),
            Set.copyOf(web.redirectHosts()),
            sentTo,
            sentTo.isPresent() ? Optional.empty() : s3Endpoint().map(this::bucket),
            web.playground()),
        new WebSettings.Events(web.events(), STREAMS_PER_CLIENT, SILENCE, UNASKED));
  }

  private static DrawRules rules(WebConfig web) {
    BudgetsConfig budgets = web.budgets();
    return new DrawRules(
        access(web),
        budget(budgets.clientPerMinute(), budgets.clientPerDay()),
        budget(budgets.totalPerMinute(), budgets.totalPerDay()),
        web.allowList().map(FaceSettings::hashes),
        new CountedProxies(web.trustedProxies()));
  }

  /** Where S3 clients on this machine find the bucket, where that can be said. */
  private Optional<URI> s3Endpoint() {
    boolean everywhere = Set.of("0.0.0.0", "::", "[::]").contains(config.s3().host());
    String host = everywhere ? "localhost" : config.s3().host();
    return config.s3().port() == 0
        ? Optional.empty()
        : Optional.of(URI.create("http://" + host + ":" + config.s3().port()));
  }

  private Bucket bucket(URI endpoint) {
    BucketConfig shown = config.s3().buckets().getFirst();
    return new Bucket(
        endpoint,
        shown.name(),
        config.keys().prefix(),
        config.s3().region(),
        shown.access() == BucketConfig.Access.SIGNED
            ? Bucket.Readers.SIGNED
            : Bucket.Readers.EVERYBODY);
  }

  private static WebAccess access(WebConfig web) {
    return switch (web.access()) {
      case OPEN -> new WebAccess.Open();
      case OFF -> new WebAccess.Off();
      case SIGNED -> new WebAccess.Signed(SignedLinks.signer(web).orElseThrow());
    };
  }

  private static DrawBudget budget(Optional<Integer> perMinute, Optional<Integer> perDay) {
    return new DrawBudget(
        perMinute.orElse(DrawBudget.UNLIMITED.perMinute()),
        perDay.orElse(DrawBudget.UNLIMITED.perDay()));
  }

  private static Set<Hash> hashes(Path file) {
    Set<Hash> hashes = new HashSet<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (!Hash.isHash(text)) {
        throw new OriginException(
            "%s:%d: not a hash of 32 or 64 hex digits, in the list that web.allow-list names"
                .formatted(file, number));
      }
      hashes.add(Hash.parse(text));
    }
    return Set.copyOf(hashes);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new OriginException("cannot read the list that web.allow-list names: " + e, e);
    }
  }
}
