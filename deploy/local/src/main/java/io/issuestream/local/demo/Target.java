package io.issuestream.local.demo;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A Jira to connect to.
 *
 * @param deployment {@code cloud} or {@code data_center}
 * @param credentials what the API wants beside the address; holds secrets
 */
public record Target(String deployment, URI url, Map<String, String> credentials) {

  static Target cloud(URI url, String email, String token) {
    return new Target(
        "cloud", url, Map.of("authentication", "api_token", "email", email, "token", token));
  }

  static Target dataCenter(URI url, String token) {
    return new Target(
        "data_center", url, Map.of("authentication", "personal_access_token", "token", token));
  }

  static Target anonymous(URI url) {
    return new Target("data_center", url, Map.of("authentication", "anonymous"));
  }

  static Target of(Source.OtherJira jira) {
    Optional<String> token = jira.token();
    return token.isPresent() ? dataCenter(jira.url(), token.get()) : anonymous(jira.url());
  }

  /** Whether a connection, as the API shows it, leads here. */
  boolean isThatOf(JsonNode connection) {
    String known = connection.path("baseUrl").asString("").replaceAll("/+$", "");
    return known.equals(url.toString().replaceAll("/+$", ""))
        && connection.path("deployment").asString("").equals(deployment);
  }

  public Map<String, String> request() {
    Map<String, String> body = new LinkedHashMap<>(credentials);
    body.put("deployment", deployment);
    body.put("baseUrl", url.toString());
    return body;
  }

  @Override
  public String toString() {
    return "Target[" + deployment + " " + url + "]";
  }
}
