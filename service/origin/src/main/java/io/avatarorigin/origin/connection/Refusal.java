package io.avatarorigin.origin.connection;

/** Why a connection was answered and closed before it had sent a request. */
public enum Refusal {
  /** The socket has as many connections as it may have. */
  FULL,
  /** The client has as many as it may have. */
  CLIENT,
  /** A request's head took too long. */
  SLOW
}
