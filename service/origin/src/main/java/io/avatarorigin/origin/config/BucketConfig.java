package io.avatarorigin.origin.config;

import io.avatarorigin.settings.FieldsKind;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.time.Duration;
import java.util.List;

/**
 * A bucket that the S3 socket serves.
 *
 * @param name the bucket's name by S3's rules
 * @param access who may read it; default {@link Access#SIGNED}
 * @param patience how long a request waits for a draw; default 20 s, for Tigris
 * @param list what lists of it tell; default {@link Listing#EMPTY}
 * @param cors which pages of other origins may read it from a browser; default none
 * @param deletes what becomes of a delete; default {@link Deletes#IGNORED}
 */
public record BucketConfig(
    String name,
    Access access,
    Duration patience,
    Listing list,
    List<CorsRuleConfig> cors,
    Deletes deletes) {
  /** Who may read a bucket. */
  public enum Access {
    /** Whoever signs with one of the credentials. */
    SIGNED,
    /** Everybody. */
    PUBLIC,
    /** Everybody what is drawn; whoever signs, the rest. */
    PUBLIC_DRAWN
  }

  /** What becomes of a delete, which never has an effect. */
  public enum Deletes {
    /** It succeeds: a store in front mirrors the deletes of its copies. */
    IGNORED,
    /** It is refused with 405. */
    REFUSED
  }

  /** What lists of a bucket tell. */
  public enum Listing {
    /** Nothing. */
    EMPTY,
    /** The renditions that are on disk. */
    DRAWN
  }

  static final Setting<String> NAME =
      new Setting<>(
          "name",
          Kinds.text(
              "a bucket name (3 to 63 of a-z, 0-9, dot and hyphen)",
              "(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
          "",
          "The bucket's name.");
  static final Setting<Access> ACCESS =
      new Setting<>("access", Kinds.choice(Access.class), "signed", "Who may read the bucket.");
  static final Setting<Duration> WAIT =
      new Setting<>("wait", Kinds.WAIT, "20s", "How long a request waits for a draw.");
  static final Setting<Listing> LIST =
      new Setting<>("list", Kinds.choice(Listing.class), "empty", "What lists of the bucket tell.");
  static final Setting<List<CorsRuleConfig>> CORS =
      new Setting<>(
          "cors",
          new ListKind<>(CorsRuleConfig.KIND),
          "",
          "Which pages of other origins may read it from a browser.");
  static final Setting<Deletes> DELETES =
      new Setting<>("deletes", Kinds.choice(Deletes.class), "ignored", "What becomes of a delete.");
  static final List<Setting<?>> SETTINGS = List.of(NAME, ACCESS, WAIT, LIST, CORS, DELETES);

  static final Kind<BucketConfig> KIND =
      new FieldsKind<>(SETTINGS, BucketConfig::create, BucketConfig::values);

  public BucketConfig {
    cors = List.copyOf(cors);
  }

  /** A bucket with the defaults for lists, browsers and deletes. */
  public BucketConfig(String name, Access access, Duration patience) {
    this(name, access, patience, Listing.EMPTY, List.of(), Deletes.IGNORED);
  }

  private static BucketConfig create(Values values) {
    return new BucketConfig(
        values.get(NAME),
        values.get(ACCESS),
        values.get(WAIT),
        values.get(LIST),
        values.get(CORS),
        values.get(DELETES));
  }

  private Values values() {
    return new Values()
        .with(NAME, name)
        .with(ACCESS, access)
        .with(WAIT, patience)
        .with(LIST, list)
        .with(CORS, cors)
        .with(DELETES, deletes);
  }
}
