package io.avatarorigin.origin.web.page;

import java.net.URI;

/**
 * Where the page says that pictures lie: the S3 face as clients reach it.
 *
 * @param endpoint without a path
 * @param prefix what every key begins with, empty or ending in a slash
 */
public record Bucket(URI endpoint, String name, String prefix) {}
