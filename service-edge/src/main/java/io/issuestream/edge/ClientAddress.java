package io.issuestream.edge;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Where a request comes from. Read from the server's own request: what Spring has made of forwarded
 * headers believes the first of them, which a caller can write itself.
 */
public final class ClientAddress {

  private static final String UNKNOWN = "unknown";
  private static final int LONGEST = 64;

  private final int proxies;

  ClientAddress(EdgeProperties properties) {
    this.proxies = properties.proxies();
  }

  /** The caller's address as the outermost of our proxies saw it. */
  public String of(ServerHttpRequest request) {
    List<String> hops = forwarded(request, "X-Forwarded-For");
    if (proxies > 0 && !hops.isEmpty()) {
      String seen = hops.get(Math.max(0, hops.size() - proxies));
      return seen.length() > LONGEST ? UNKNOWN : seen;
    }
    @Nullable InetSocketAddress peer = peer(request);
    return peer == null || peer.getAddress() == null ? UNKNOWN : peer.getAddress().getHostAddress();
  }

  /** Whether the caller came by https. */
  public boolean secure(ServerHttpRequest request) {
    if (request.getSslInfo() != null || "https".equals(request.getURI().getScheme())) {
      return true;
    }
    List<String> protocols = forwarded(request, "X-Forwarded-Proto");
    return proxies > 0 && !protocols.isEmpty() && protocols.getFirst().equalsIgnoreCase("https");
  }

  private static List<String> forwarded(ServerHttpRequest request, String header) {
    List<String> lines =
        ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty
            ? netty.requestHeaders().getAll(header)
            : request.getHeaders().getOrEmpty(header);
    return lines.stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .filter(hop -> !hop.isEmpty())
        .toList();
  }

  private static @Nullable InetSocketAddress peer(ServerHttpRequest request) {
    return ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty
        ? netty.remoteAddress()
        : request.getRemoteAddress();
  }
}
