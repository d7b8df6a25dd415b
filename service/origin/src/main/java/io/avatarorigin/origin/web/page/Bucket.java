package io.avatarorigin.origin.web.page;

import java.net.URI;

/**
 * Where the page says that pictures lie: the S3 face as clients reach it.
 *
 * @param endpoint without a path; the page says nothing of one that only this machine reaches to
 *     those who see the page from elsewhere
 * @param prefix what every key begins with, empty or ending in a slash
 * @param region what clients sign for
 */
public record Bucket(URI endpoint, String name, String prefix, String region, Readers readers) {

  /** Who gets what is drawn. */
  public enum Readers {
    SIGNED,
    EVERYBODY
  }
}
