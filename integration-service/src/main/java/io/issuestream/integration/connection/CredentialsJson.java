package io.issuestream.integration.connection;

import io.issuestream.jira.JiraCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The JSON in which credentials are sealed: in the table, and for sync-worker on the topic. */
public final class CredentialsJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private CredentialsJson() {}

  /** As JSON. */
  public static byte[] write(JiraCredentials credentials) {
    var json = new LinkedHashMap<String, String>();
    switch (credentials) {
      case JiraCredentials.ApiToken(var email, var token) -> {
        json.put("kind", "api_token");
        json.put("email", email);
        json.put("token", token);
      }
      case JiraCredentials.OAuth(var accessToken) -> {
        json.put("kind", "oauth");
        json.put("token", accessToken);
      }
      case JiraCredentials.PersonalAccessToken(var token) -> {
        json.put("kind", "personal_access_token");
        json.put("token", token);
      }
      case JiraCredentials.Basic(var username, var password) -> {
        json.put("kind", "basic");
        json.put("username", username);
        json.put("password", password);
      }
      case JiraCredentials.Anonymous() -> json.put("kind", "anonymous");
    }
    return MAPPER.writeValueAsBytes(json);
  }

  static JiraCredentials read(byte[] json) {
    Map<String, String> texts = MAPPER.readValue(json, TEXTS);
    return switch (text(texts, "kind")) {
      case "api_token" -> new JiraCredentials.ApiToken(text(texts, "email"), text(texts, "token"));
      case "oauth" -> new JiraCredentials.OAuth(text(texts, "token"));
      case "personal_access_token" -> new JiraCredentials.PersonalAccessToken(text(texts, "token"));
      case "basic" -> new JiraCredentials.Basic(text(texts, "username"), text(texts, "password"));
      case "anonymous" -> new JiraCredentials.Anonymous();
      default -> throw new IllegalStateException("Stored credentials are of an unknown kind");
    };
  }

  private static String text(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalStateException("Stored credentials lack their " + name);
    }
    return text;
  }
}
