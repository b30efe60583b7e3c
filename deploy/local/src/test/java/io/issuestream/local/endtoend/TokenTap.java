package io.issuestream.local.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before the token endpoint and remembers every token it gives: the sandbox, as Atlassian,
 * tells a token to nobody but who asked for it.
 */
final class TokenTap implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> codes = new CopyOnWriteArrayList<>();
  private final List<String> accessTokens = new CopyOnWriteArrayList<>();
  private final List<String> refreshTokens = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final HttpServer server;

  TokenTap(URI target) {
    this.target = target;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + target.getPath();
  }

  List<String> codes() {
    return codes;
  }

  List<String> accessTokens() {
    return accessTokens;
  }

  List<String> refreshTokens() {
    return refreshTokens;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String code = JSON.readTree(body).path("code").asString("");
      if (!code.isEmpty()) {
        codes.add(code);
      }
      HttpRequest request =
          HttpRequest.newBuilder(target)
              .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        JsonNode tokens = JSON.readTree(answer.body());
        accessTokens.add(tokens.path("access_token").asString());
        refreshTokens.add(tokens.path("refresh_token").asString());
      }
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      // As where the sandbox hangs up: so does this.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
