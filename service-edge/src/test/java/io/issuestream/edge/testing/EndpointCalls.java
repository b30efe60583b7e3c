package io.issuestream.edge.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls a running service as one would from outside. */
final class EndpointCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String origin;

  EndpointCalls(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  /** An answer; of an event stream its first piece. */
  record Answer(int status, String body, String challenge) {}

  Answer call(String method, String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      return new Answer(
          response.statusCode(),
          text(response),
          response.headers().firstValue("WWW-Authenticate").orElse(""));
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + path, failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      if (response
          .headers()
          .firstValue("Content-Type")
          .orElse("")
          .startsWith("text/event-stream")) {
        var first = new byte[16 * 1024];
        int length = in.read(first);
        return new String(first, 0, Math.max(length, 0), StandardCharsets.UTF_8);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
