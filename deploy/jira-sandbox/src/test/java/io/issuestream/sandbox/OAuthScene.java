package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.oauth.Decision;
import io.netty.handler.codec.http.QueryStringDecoder;
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
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An application that asks a sandbox for consent and uses what it gets. */
final class OAuthScene implements AutoCloseable {
  static final String REDIRECT = "http://localhost:8080/callback?from=jira";
  static final String STATE = "st&te=1";
  static final String SCOPES =
      "read:jira-work read:jira-user offline_access read:board-scope:jira-software"
          + " read:project:jira";

  private final JiraSandbox sandbox;
  private final SandboxClient client;
  private final HttpClient http = HttpClient.newHttpClient();

  OAuthScene(JiraSandbox sandbox) {
    this.sandbox = sandbox;
    this.client = new SandboxClient(sandbox);
  }

  String authorizeUrl() {
    return authorizeUrl(SCOPES);
  }

  String authorizeUrl(String scopes) {
    return sandbox.authUrl()
        + "/authorize"
        + SandboxClient.query(
            "audience",
            "api.atlassian.com",
            "client_id",
            "sandbox-client",
            "response_type",
            "code",
            "prompt",
            "consent",
            "redirect_uri",
            REDIRECT,
            "scope",
            scopes,
            "state",
            STATE);
  }

  String code(String scopes, String... sites) {
    return code(sandbox.oauth().consent(authorizeUrl(scopes), Decision.ACCEPT, List.of(sites)));
  }

  String code(String site) {
    return code(SCOPES, site);
  }

  static String code(URI location) {
    var query = new QueryStringDecoder(location).parameters();
    assertThat(location.toString()).startsWith(REDIRECT + "&code=");
    assertThat(query.get("state")).containsExactly(STATE);
    return query.get("code").getFirst();
  }

  static ObjectNode codeBody(String code) {
    return Json.object()
        .put("grant_type", "authorization_code")
        .put("client_id", "sandbox-client")
        .put("client_secret", "sandbox-secret")
        .put("code", code)
        .put("redirect_uri", REDIRECT);
  }

  HttpResponse<String> exchange(String code) {
    return token(codeBody(code).toString());
  }

  HttpResponse<String> token(String json) {
    return client.send("POST", sandbox.authUrl() + "/oauth/token", json, null);
  }

  JsonNode connect(String... sites) {
    return SandboxClient.json(exchange(code(SCOPES, sites)));
  }

  HttpResponse<String> refresh(String token) {
    return token(
        Json.object()
            .put("grant_type", "refresh_token")
            .put("client_id", "sandbox-client")
            .put("client_secret", "sandbox-secret")
            .put("refresh_token", token)
            .toString());
  }

  String refreshed(String token) {
    HttpResponse<String> response = refresh(token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return SandboxClient.json(response).get("refresh_token").stringValue();
  }

  HttpResponse<String> resources(String accessToken) {
    return api("/oauth/token/accessible-resources", accessToken);
  }

  HttpResponse<String> api(String path, String accessToken) {
    return client.get(sandbox.apiUrl() + path, "Bearer " + accessToken);
  }

  HttpResponse<String> get(String url) {
    return client.get(url, null);
  }

  /** Sends a form and follows no redirect, as a browser under observation would. */
  HttpResponse<String> form(String url, String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .POST(BodyPublishers.ofString(form.toString()))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while posting to " + url, e);
    }
  }

  @Override
  public void close() {
    http.close();
    client.close();
  }
}
