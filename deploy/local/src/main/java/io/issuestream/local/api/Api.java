package io.issuestream.local.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP with one bearer token. Paths are given from the root, with their query, already
 * encoded.
 *
 * <p>Every call returns the answer's body, a missing node when there is none, or throws {@link
 * ApiRefused} for any status that is not 2xx, or {@link UncheckedIOException} when nobody answers.
 */
public final class Api {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final Optional<String> token;

  public Api(URI base, Optional<String> token) {
    this.base = base;
    this.token = token;
  }

  public JsonNode get(String path) {
    return exchange("GET", path, Map.of(), BodyPublishers.noBody());
  }

  /** Sends a body as JSON: anything Jackson can write. */
  public JsonNode post(String path, Object body) {
    return exchange("POST", path, Map.of("Content-Type", "application/json"), json(body));
  }

  public JsonNode put(String path, Object body) {
    return exchange("PUT", path, Map.of("Content-Type", "application/json"), json(body));
  }

  public JsonNode delete(String path) {
    return exchange("DELETE", path, Map.of(), BodyPublishers.noBody());
  }

  /**
   * Any request with a text body, such as CSV or a signed webhook.
   *
   * @param headers more headers; {@code Content-Type} should be among them
   */
  public JsonNode send(String method, String path, Map<String, String> headers, String body) {
    return exchange(method, path, headers, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  /**
   * The answer's lines as they arrive, for documents of one JSON value a line and for event
   * streams; to be closed.
   */
  public Stream<String> lines(String path) {
    HttpResponse<Stream<String>> answer =
        call(request("GET", path, Map.of(), BodyPublishers.noBody()), BodyHandlers.ofLines());
    if (answer.statusCode() / 100 != 2) {
      try (Stream<String> lines = answer.body()) {
        throw refused("GET " + path, answer.statusCode(), String.join("\n", lines.toList()));
      }
    }
    return answer.body();
  }

  private JsonNode exchange(
      String method, String path, Map<String, String> headers, BodyPublisher body) {
    HttpRequest request = request(method, path, headers, body);
    HttpResponse<String> answer = call(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() / 100 != 2) {
      throw refused(method + " " + path, answer.statusCode(), answer.body());
    }
    return answer.body().isBlank() ? JSON.missingNode() : JSON.readTree(answer.body());
  }

  private HttpRequest request(
      String method, String path, Map<String, String> headers, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).method(method, body).timeout(TIMEOUT);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    headers.forEach(request::header);
    return request.build();
  }

  private <T> HttpResponse<T> call(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Nobody answers at " + request.uri() + "; is the stack up? (./issuestream status)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request.uri() + ".", e);
    }
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }

  private static ApiRefused refused(String request, int status, String body) {
    try {
      JsonNode problem = JSON.readTree(body);
      return new ApiRefused(
          request, status, problem.path("type").asString(""), problem.path("detail").asString(""));
    } catch (JacksonException e) {
      return new ApiRefused(
          request, status, "", body.length() > 300 ? body.substring(0, 300) + "..." : body);
    }
  }
}
