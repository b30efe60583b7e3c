package io.issuestream.integration.github.connection;

import io.issuestream.github.AppKey;
import io.issuestream.github.GithubCredentials;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The JSON in which credentials are sealed. */
final class CredentialsJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private CredentialsJson() {}

  static byte[] write(GithubCredentials credentials) {
    return MAPPER.writeValueAsBytes(
        switch (credentials) {
          case GithubCredentials.Token(String token) -> Map.of("kind", "token", "token", token);
          case GithubCredentials.App(String appId, String installationId, AppKey key) ->
              Map.of(
                  "kind",
                  "app",
                  "appId",
                  appId,
                  "installationId",
                  installationId,
                  "privateKey",
                  key.pem());
        });
  }

  static GithubCredentials read(byte[] json) {
    Map<String, String> texts = MAPPER.readValue(json, TEXTS);
    return switch (text(texts, "kind")) {
      case "token" -> new GithubCredentials.Token(text(texts, "token"));
      case "app" ->
          new GithubCredentials.App(
              text(texts, "appId"),
              text(texts, "installationId"),
              AppKey.ofPem(text(texts, "privateKey")));
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
