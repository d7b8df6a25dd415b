package io.avatarorigin.diffusion;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.avatarorigin.diffusion.graph.FusedGraph;
import io.avatarorigin.diffusion.graph.GraphKey;
import io.avatarorigin.diffusion.graph.GraphStore;
import io.avatarorigin.diffusion.graph.Processor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the ONNX Runtime session of one net. */
final class NetSession {

  private static final System.Logger LOGGER = System.getLogger(NetSession.class.getName());

  /** Where a model that is loaded from memory has its second file. */
  private static final String WEIGHTS_FOLDER =
      "session.model_external_initializers_file_folder_path";

  /** What an optimized graph has its weights in, by a name beside it. */
  private static final String OPTIMIZED_WEIGHTS =
      "session.optimized_model_external_initializers_file_name";

  private final OrtEnvironment environment;
  private final ModelFolder folder;
  private final ModelPart about;
  private final Path file;
  private final ExecutionOptions execution;

  private NetSession(
      OrtEnvironment environment, ModelFolder folder, ModelPart about, ExecutionOptions execution) {
    this.environment = environment;
    this.folder = folder;
    this.about = about;
    this.file = folder.file(about.name() + "/model.onnx");
    this.execution = execution;
  }

  /** From a stored graph, else from the fused one, else from the file as it is. */
  static OrtSession open(
      OrtEnvironment environment, ModelFolder folder, ModelPart about, ExecutionOptions execution)
      throws OrtException {
    return new NetSession(environment, folder, about, execution).open();
  }

  private OrtSession open() throws OrtException {
    Optional<OrtSession> stored = Optional.empty();
    if (execution.graphs().isPresent() && isForTheProcessorAlone()) {
      stored = openStored(new GraphStore(execution.graphs().get()));
    }
    if (stored.isPresent()) {
      return stored.get();
    }
    try (OrtSession.SessionOptions options = options()) {
      return optimize(options);
    }
  }

  private boolean isForTheProcessorAlone() {
    return execution.providers().stream().allMatch(ExecutionProvider.Cpu.class::isInstance);
  }

  /** Nothing where no graph can be stored, or the net cannot be loaded. */
  private Optional<OrtSession> openStored(GraphStore store) {
    String key =
        new GraphKey(
                about.name(),
                folder.digest(SafetyChecker.isAsked(folder, execution)),
                environment.getVersion(),
                Processor.abilities())
            .toString();
    return store.find(key).flatMap(graph -> load(graph, store, key)).or(() -> optimize(store, key));
  }

  private Optional<OrtSession> load(Path graph, GraphStore store, String key) {
    try (OrtSession.SessionOptions options = options()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      return Optional.of(environment.createSession(graph.toString(), options));
    } catch (OrtException e) {
      store.discard(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<OrtSession> optimize(GraphStore store, String key) {
    try (GraphStore.Draft draft = store.draft(key, about.weights().widenedBytes());
        OrtSession.SessionOptions options = options()) {
      options.setOptimizedModelFilePath(draft.model().toAbsolutePath().toString());
      options.addConfigEntry(OPTIMIZED_WEIGHTS, draft.weights());
      OrtSession session = optimize(options);
      keep(draft);
      return Optional.of(session);
    } catch (IOException | OrtException e) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> "graph=%s is not stored".formatted(key), e);
      return Optional.empty();
    }
  }

  /** Unless somebody wrote to the model while it was loaded: then it is not known what this is. */
  private void keep(GraphStore.Draft draft) {
    try {
      if (folder.isUnchanged(about.name())) {
        draft.keep();
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> "the graph of " + file + " is not stored", e);
    }
  }

  /** From the fused graph, else from the file as it is, which also says what is wrong with it. */
  private OrtSession optimize(OrtSession.SessionOptions options) throws OrtException {
    if (execution.providers().stream().anyMatch(ExecutionProvider.TensorRt.class::isInstance)) {
      return environment.createSession(file.toString(), options); // it fuses by itself
    }
    try (Arena arena = Arena.ofConfined()) {
      Optional<ByteBuffer> fused = FusedGraph.of(file, arena);
      if (fused.isPresent()) {
        options.addConfigEntry(WEIGHTS_FOLDER, String.valueOf(file.toAbsolutePath().getParent()));
        return environment.createSession(fused.get(), options);
      }
    } catch (IOException | OrtException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG, () -> "file=%s is loaded unfused: %s".formatted(file, e));
    }
    return environment.createSession(file.toString(), options);
  }

  private OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(execution.intraOpThreads());
      Providers.add(
          execution.providers(),
          execution.compiled().map(all -> all.resolve(about.name())),
          options);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return options;
    } catch (Throwable e) {
      options.close();
      throw e;
    }
  }
}
