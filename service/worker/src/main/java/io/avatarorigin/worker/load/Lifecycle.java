package io.avatarorigin.worker.load;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Where the worker stands between start and stop; read and changed by any thread. */
public final class Lifecycle {
  private static final System.Logger LOGGER = System.getLogger(Lifecycle.class.getName());

  private final LoadState load;
  private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
  private volatile boolean ready;
  private volatile boolean draining;

  /** A worker that begins to load. */
  public Lifecycle() {
    this(System::nanoTime);
  }

  /**
   * A worker that begins to load.
   *
   * @param nanoTime tells how long a stage takes
   */
  public Lifecycle(LongSupplier nanoTime) {
    this.load = new LoadState(nanoTime);
  }

  /** Where it stands. */
  public enum State {
    /** The model is on its way. */
    LOADING,
    /** It draws. */
    READY,
    /** It stops, and takes nothing more in. */
    DRAINING,
    /** It cannot draw any more, and should be started anew. */
    BROKEN;

    /** The state's name in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public State state() {
    if (fault.get().isPresent()) {
      return State.BROKEN;
    }
    if (draining) {
      return State.DRAINING;
    }
    return ready ? State.READY : State.LOADING;
  }

  /** How far the model is. */
  public LoadState load() {
    return load;
  }

  /** The model is loaded and warm. */
  public void ready() {
    load.at(LoadStage.DONE, 100);
    ready = true;
  }

  /** Whether it has ever been ready. */
  public boolean hasStarted() {
    return ready;
  }

  /** Nothing more is taken in. */
  public void draining() {
    draining = true;
  }

  /** Only a new process will draw again; the first reason stays. */
  public void broken(String reason) {
    if (fault.compareAndSet(Optional.empty(), Optional.of(reason))) {
      LOGGER.log(System.Logger.Level.ERROR, "broken: {0}", reason);
    }
  }

  /** Why it is broken, where it is. */
  public Optional<String> fault() {
    return fault.get();
  }
}
