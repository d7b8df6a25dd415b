package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import io.avatarorigin.settings.raw.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the settings of engines demand of each other. */
record EngineChecks(Values values, List<Fault> faults) {
  void run() {
    if (!values.has(EngineConfig.KIND)
        || !values.has(OriginConfig.MODEL)
        || !values.has(RemoteEngineConfig.URLS)) {
      return;
    }
    ModelSource model = values.get(OriginConfig.MODEL);
    Optional<EngineConfig.Kind> kind = values.get(EngineConfig.KIND);
    boolean isUrl = model instanceof ModelSource.Server;
    boolean isEmbedded = kind.map(k -> k == EngineConfig.Kind.EMBEDDED).orElse(!isUrl);
    if (isEmbedded) {
      embedded(isUrl);
    } else {
      remote(model, kind.map(k -> k.name().toLowerCase(Locale.ROOT)).orElse("automatic1111"));
    }
    tokenIsOne();
    certificateHasKey();
  }

  private void embedded(boolean isUrl) {
    if (isUrl) {
      fault(OriginConfig.MODEL, "is a URL, which needs another " + EngineConfig.KIND.path());
    }
    if (!values.get(RemoteEngineConfig.URLS).isEmpty()) {
      fault(
          RemoteEngineConfig.URLS,
          "is set, which needs %s: workers, automatic1111 or openai"
              .formatted(EngineConfig.KIND.path()));
    }
  }

  private void remote(ModelSource model, String kind) {
    boolean noUrls = values.get(RemoteEngineConfig.URLS).isEmpty();
    if (model instanceof ModelSource.Server) {
      if (!noUrls) {
        fault(RemoteEngineConfig.URLS, "is set, and model is a URL as well: name them all here");
      }
      return;
    }
    if (noUrls) {
      fault(EngineConfig.KIND, "is " + kind + ", which needs " + RemoteEngineConfig.URLS.path());
    }
    if (model instanceof ModelSource.Folder) {
      fault(
          OriginConfig.MODEL,
          "is a folder, which only the embedded engine draws with, and %s is %s"
              .formatted(EngineConfig.KIND.path(), kind));
    }
  }

  private void tokenIsOne() {
    if (values.isSet(RemoteEngineConfig.TOKEN) && values.isSet(RemoteEngineConfig.TOKEN_FILE)) {
      fault(RemoteEngineConfig.TOKEN_FILE, "is set, as is " + RemoteEngineConfig.TOKEN.path());
    }
  }

  private void certificateHasKey() {
    if (values.isSet(RemoteEngineConfig.CERTIFICATE) != values.isSet(RemoteEngineConfig.KEY)) {
      fault(
          RemoteEngineConfig.CERTIFICATE,
          "and %s belong together".formatted(RemoteEngineConfig.KEY.path()));
    }
  }

  private void fault(Setting<?> setting, String message) {
    faults.add(values.fault(setting, message));
  }
}
