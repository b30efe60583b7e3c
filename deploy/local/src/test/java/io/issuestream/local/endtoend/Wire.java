package io.issuestream.local.endtoend;

import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as they go over the wire; remembers what refusals said, and whose tokens it used. */
final class Wire {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An answer whatever its status. */
  record Answer(int status, String body, HttpResponse<String> whole) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Stack stack;
  private final List<String> refusals = new ArrayList<>();
  private final Map<String, String> bearers = new TreeMap<>();

  Wire(Stack stack) {
    this.stack = stack;
  }

  /** Bodies and headers of every answer that was a refusal. */
  List<String> refusals() {
    return refusals;
  }

  /** The callers' own tokens. */
  Map<String, String> bearers() {
    return bearers;
  }

  /** As a team's admin, through the front door. */
  Answer admin(String team, String method, String path, Object body) {
    return admin(team, method, path, JSON.writeValueAsString(body));
  }

  Answer admin(String team, String method, String path, String body) {
    String token =
        bearers.computeIfAbsent(
            team,
            one ->
                stack
                    .tokens()
                    .issue("admin@" + one, one, TokenRole.TEAM_ADMIN, Duration.ofHours(1)));
    return send(
        method,
        stack.frontDoor().resolve(path),
        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
        body);
  }

  /** Any request; redirects are not followed. */
  Answer send(String method, URI uri, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        refusals.add(
            method + " " + uri.getPath() + " " + answer.headers().map() + "\n" + answer.body());
      }
      return new Answer(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
