package io.issuestream.sandbox;

import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.rest.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks a sandbox over HTTP with the credentials it takes. */
final class SandboxClient implements AutoCloseable {
  static final String CLOUD_LOGIN =
      Login.basic(JiraSandbox.CLOUD_EMAIL, JiraSandbox.CLOUD_API_TOKEN);
  static final String SERVER_LOGIN = "Bearer " + JiraSandbox.PERSONAL_ACCESS_TOKEN;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JiraSandbox sandbox;

  SandboxClient(JiraSandbox sandbox) {
    this.sandbox = sandbox;
  }

  JsonNode cloud(String path, String... query) {
    return json(get(sandbox.cloudUrl() + path + query(query), CLOUD_LOGIN));
  }

  JsonNode server(String path, String... query) {
    return json(get(sandbox.dataCenterUrl() + path + query(query), SERVER_LOGIN));
  }

  JsonNode cloudPost(String path, String body) {
    return json(send("POST", sandbox.cloudUrl() + path, body, CLOUD_LOGIN));
  }

  JsonNode admin(String method, String path, @Nullable String body) {
    return json(send(method, sandbox.adminUrl() + path, body, null));
  }

  HttpResponse<String> get(String url, @Nullable String login) {
    return send("GET", url, null, login);
  }

  HttpResponse<String> send(
      String method, String url, @Nullable String body, @Nullable String login) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (login != null) {
      request.header("Authorization", login);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + url, e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return response.body().isEmpty() ? Json.object() : Json.MAPPER.readTree(response.body());
  }

  /** A query from names and values in turn. */
  static String query(String... namesAndValues) {
    Map<String, String> query = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  @Override
  public void close() {
    http.close();
  }
}
