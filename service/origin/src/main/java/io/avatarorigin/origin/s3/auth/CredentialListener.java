package io.avatarorigin.origin.s3.auth;

/** Learns what becomes of access keys that are read again while the face runs. */
public interface CredentialListener {
  /** Changed keys were read, and are in force. */
  void credentialsTaken();

  /** Changed keys were faulty; those that were in force stay so. */
  void credentialsRefused();
}
