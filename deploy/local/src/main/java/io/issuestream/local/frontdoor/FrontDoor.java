package io.issuestream.local.frontdoor;

import io.issuestream.embedded.Ports;
import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.issuer.Tokens;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * An HTTP server on the loopback address that passes requests on by path prefix and is the local
 * issuer itself.
 */
public final class FrontDoor implements AutoCloseable {
  private static final String ISSUER = "/issuer/";
  private static final List<String> UNSAFE =
      List.of("//", "/.", "\\", ";", "%2e", "%2f", "%5c", "%3b");

  private final List<Route> routes;
  private final Tokens tokens;
  private final Upstreams upstreams;
  private final Proxy proxy;
  private final ConnectionProvider connections;
  private final DisposableServer server;

  private FrontDoor(int port, List<Route> routes, Tokens tokens) {
    this.routes = List.copyOf(routes);
    this.tokens = tokens;
    this.connections =
        ConnectionProvider.builder("front-door")
            .maxConnections(500)
            .maxIdleTime(Duration.ofSeconds(20))
            .pendingAcquireTimeout(Duration.ofSeconds(10))
            .build();
    HttpClient client =
        HttpClient.create(connections)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2000)
            .noSSL()
            .followRedirect(false);
    this.upstreams = new Upstreams(routes, client);
    this.proxy = new Proxy(client, upstreams);
    this.server = bind(port);
  }

  /**
   * Listens at once.
   *
   * @param port 0 for any
   * @throws ServerDidNotStart when the port is in use
   */
  public static FrontDoor start(int port, List<Route> routes, Tokens tokens) {
    return new FrontDoor(port, routes, tokens);
  }

  public int port() {
    return server.port();
  }

  /** Stops listening, gives requests in progress two seconds, then cuts them. */
  @Override
  public void close() {
    upstreams.close();
    server.disposeNow(Duration.ofSeconds(2));
    connections.dispose();
  }

  private DisposableServer bind(int port) {
    try {
      return HttpServer.create()
          .bindAddress(() -> new InetSocketAddress(Ports.loopback(), port))
          .idleTimeout(Duration.ofMinutes(1))
          .handle(this::answer)
          .bindNow(Duration.ofSeconds(10));
    } catch (ChannelBindException e) {
      throw new ServerDidNotStart(
          "The front door cannot listen on port " + port + ": it is in use.", e);
    }
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    String path = pathOf(request.uri());
    if (path.startsWith(ISSUER)) {
      return answerAsIssuer(path, response);
    }
    if (unsafe(path)) {
      return Problem.of(
              HttpResponseStatus.BAD_REQUEST, "invalid-request", "The path is not a plain one.")
          .writeTo(response);
    }
    Optional<Route> route = Route.of(path, routes);
    return route.isPresent()
        ? proxy.pass(request, response, route.get())
        : Problem.of(HttpResponseStatus.NOT_FOUND, "not-found", "Nothing is served at this path.")
            .writeTo(response);
  }

  private Publisher<Void> answerAsIssuer(String path, HttpServerResponse response) {
    return switch (path) {
      case ISSUER + "jwks.json" -> json(response, tokens.key().publicKeySet());
      case ISSUER + ".well-known/openid-configuration" -> json(response, tokens.metadata());
      default ->
          Problem.of(
                  HttpResponseStatus.NOT_FOUND,
                  "not-found",
                  "The local issuer has no such document.")
              .writeTo(response);
    };
  }

  private static Publisher<Void> json(HttpServerResponse response, String body) {
    return response.header("Content-Type", "application/json").sendString(Mono.just(body)).then();
  }

  private static String pathOf(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /** What a service could read as another path than the one a route was chosen by. */
  private static boolean unsafe(String path) {
    String plain = path.toLowerCase(Locale.ROOT);
    return !plain.startsWith("/") || UNSAFE.stream().anyMatch(plain::contains);
  }
}
