package dev.bifrost.transport;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Speaks to proxies on the way out.
final class Proxies {
  private Proxies() {}

  /// A handler that goes through `proxy`, which was found at `found`.
  static ProxyHandler handler(Proxy proxy, InetAddress found) {
    InetSocketAddress address = new InetSocketAddress(found, proxy.port());
    String user = proxy.user();
    String password = proxy.password() == null ? "" : proxy.password();
    ProxyHandler handler =
        switch (proxy.kind()) {
          case HTTP_CONNECT ->
              user == null
                  ? new HttpProxyHandler(address)
                  : new HttpProxyHandler(address, user, password);
          case SOCKS5 -> new Socks5ProxyHandler(address, user, password);
        };
    handler.setConnectTimeoutMillis(0);
    return handler;
  }
}
