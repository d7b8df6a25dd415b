package io.avatarorigin.origin.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.web.exchange.Exchange;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.exchange.WebHandler;
import io.helidon.http.HeaderNames;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code /avatar/{hash}.json}: what decides the picture, without drawing it. The key may
 * name a size, and {@code s=} works as for pictures; both show in {@code url} alone. Of a pinned
 * picture there is nothing to explain.
 */
final class ExplainHandler implements WebHandler {
  static final String EXTENSION = ".json";

  private final AvatarRequest.Reader reader;
  private final AvatarSource source;
  private final RecipeBook recipes;

  ExplainHandler(AvatarRequest.Reader reader, AvatarSource source, RecipeBook recipes) {
    this.reader = reader;
    this.source = source;
    this.recipes = recipes;
  }

  @Override
  public WebAnswer answer(Exchange exchange) {
    String path = exchange.path();
    String name = path.substring(AvatarHandler.PATH.length(), path.length() - EXTENSION.length());
    Optional<RenditionKey> key = reader.read(name, exchange.query(), List.of()).key();
    if (key.isEmpty() || name.indexOf('.') >= 0) {
      return exchange.send(Problem.badKey());
    }
    if (source.isBarred(key.get().hash())) {
      return exchange.send(Problem.barred());
    }
    exchange
        .personal()
        .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
        .send(
            200,
            "application/json",
            source.isPinned(key.get().hash()) ? pinned(key.get()) : explain(key.get()));
    return WebAnswer.EXPLAINED;
  }

  private ObjectNode pinned(RenditionKey key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("hash", key.hash().digits())
        .put("pinned", true)
        .put("url", reader.path(key));
  }

  private ObjectNode explain(RenditionKey key) {
    Recipe recipe = recipes.recipe(key.hash());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hash", recipe.hash().digits());
    ReadingJson.write(recipes.read(key.hash()), json);
    json.set("sampler", sampler(recipe.sampler()));
    return json.put("modelDigest", recipe.modelDigest())
        .put("contentVersion", recipes.contentVersion().digits())
        .put("url", reader.path(key));
  }

  private static ObjectNode sampler(Sampler sampler) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("scheduler", sampler.scheduler())
        .put("karras", sampler.karras())
        .put("steps", sampler.steps())
        .put("guidanceScale", sampler.guidanceScale())
        .put("size", sampler.size())
        .put("noise", sampler.noise().toString());
  }
}
