package io.issuestream.sandbox.http;

import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * HTTPS before a surface, under a context path of its own, as companies put it before their Data
 * Center: {@code https://jira.example.com/jira}. What is asked outside of that path is not found.
 */
public final class HttpsFront implements AutoCloseable {
  // Its own: those shared by the process end with the first application context that closes.
  private final LoopResources loops = LoopResources.create("https-front", 2, true);
  private final HttpClient behind =
      HttpClient.create(ConnectionProvider.newConnection()).runOn(loops).noSSL();
  private final String path;
  private final String surface;
  private final DisposableServer server;

  private HttpsFront(String host, String path, String surface, SslContext context) {
    this.path = path;
    this.surface = surface;
    this.server =
        HttpServer.create()
            .runOn(loops)
            .host(host)
            .port(0)
            .secure(spec -> spec.sslContext(context))
            .handle(this::pass)
            .bindNow(Duration.ofSeconds(10));
  }

  /**
   * Opens the front on a free port.
   *
   * @param host the address to listen on
   * @param path the context path, such as {@code /jira}
   * @param surface base URL of the surface behind
   * @param context with the certificate to show
   */
  public static HttpsFront open(String host, String path, URI surface, SslContext context) {
    return new HttpsFront(host, path, surface.toString(), context);
  }

  /** The port that was taken. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
    loops.dispose();
  }

  private Publisher<Void> pass(HttpServerRequest request, HttpServerResponse response) {
    if (!request.uri().startsWith(path + "/")) {
      return response.status(404).header("Content-Type", "text/html").sendString(Mono.just("<p>?"));
    }
    return behind
        .headers(headers -> headers.set(request.requestHeaders()).remove("Host"))
        .request(request.method())
        .uri(surface + request.uri().substring(path.length()))
        .send(request.receive().retain())
        .response((answer, body) -> {
          response.status(answer.status()).headers(answer.responseHeaders());
          return response.send(body.retain());
        });
  }
}
