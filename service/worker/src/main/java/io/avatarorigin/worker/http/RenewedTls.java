package io.avatarorigin.worker.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS whose certificates may change, and which asks clients for theirs: with plain sockets Helidon
 * gives the sockets that it makes none of its own settings, so that it would ask nobody.
 */
final class RenewedTls {
  private final boolean asksClients;
  private volatile @Nullable SSLContext current;

  RenewedTls(boolean asksClients) {
    this.asksClients = asksClients;
  }

  /** New connections use this one. */
  void renew(SSLContext context) {
    current = context;
  }

  /** A context that is always the newest. */
  SSLContext context() {
    SSLContext first = current();
    return new SSLContext(new Newest(), first.getProvider(), first.getProtocol()) {};
  }

  private SSLContext current() {
    return Objects.requireNonNull(current, "renewed once at least");
  }

  private final class Newest extends SSLContextSpi {
    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trusted,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("certificates come from files");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new Sockets();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return current().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return asking(current().createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return asking(current().createSSLEngine(host, port));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return current().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return current().getClientSessionContext();
    }

    private SSLEngine asking(SSLEngine engine) {
      engine.setUseClientMode(false);
      engine.setNeedClientAuth(asksClients);
      return engine;
    }
  }

  /** Makes the server's end of accepted connections, and no others. */
  private final class Sockets extends SSLSocketFactory {
    @Override
    public Socket createSocket(Socket accepted, @Nullable InputStream consumed, boolean autoClose)
        throws IOException {
      SSLSocket socket =
          (SSLSocket) current().getSocketFactory().createSocket(accepted, consumed, autoClose);
      socket.setNeedClientAuth(asksClients);
      return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return current().getSocketFactory().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return current().getSocketFactory().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
        throws IOException {
      throw noClient();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      throw noClient();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
        throws IOException {
      throw noClient();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      throw noClient();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
        throws IOException {
      throw noClient();
    }

    private static IOException noClient() {
      return new IOException("this is a server's end");
    }
  }
}
