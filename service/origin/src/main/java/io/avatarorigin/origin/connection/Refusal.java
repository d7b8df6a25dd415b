package io.avatarorigin.origin.connection;

/** Why a connection was closed by the server. */
public enum Refusal {
  /** The socket has as many connections as it may have. */
  FULL,
  /** The client has as many as it may have. */
  CLIENT,
  /** A request's head took too long, or its answer was not read. */
  SLOW
}
