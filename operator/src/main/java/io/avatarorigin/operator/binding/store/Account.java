package io.avatarorigin.operator.binding.store;

import io.avatarorigin.operator.binding.store.SignedRequests.Call;
import io.avatarorigin.sigv4.AccessKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * An account of a store, and the way to it.
 *
 * @param credentials that requests are signed with
 * @param calls is told the name of each call before it is made
 */
public record Account(
    SignedRequests requests,
    StoreEndpoints endpoints,
    AccessKey credentials,
    Consumer<String> calls) {
  private static final String REGION = "auto";

  Reply send(String name, Call call) {
    calls.accept(name);
    return requests.send(call, credentials, REGION);
  }

  /** As a part of a path, of a query or of a form. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
