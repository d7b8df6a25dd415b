package io.avatarorigin.origin.admin;

/** Where the origin stands between start and stop; read by health checks on any thread. */
public final class Lifecycle {
  private volatile Stage stage = Stage.STARTING;

  /** The stages, in their order. */
  public enum Stage {
    STARTING,
    SERVING,
    STOPPING
  }

  public Stage stage() {
    return stage;
  }

  public void serving() {
    stage = Stage.SERVING;
  }

  public void stopping() {
    stage = Stage.STOPPING;
  }
}
