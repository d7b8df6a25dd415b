package io.avatarorigin.origin.connection;

/** Learns of connections. Called on their threads. */
public interface ConnectionListener {
  /** A connection was let in; {@link #closed} follows. */
  void opened();

  /** A connection that was let in has ended. */
  void closed();

  /** A connection was refused, or ended for being slow. */
  void refused(Refusal refusal);
}
