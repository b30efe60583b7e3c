package io.issuestream.integration.oauth;

import io.issuestream.integration.secret.SecretsAtRest;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of a consent that waits for a choice of site, sealed for its team. */
@Component
class SealedTokens {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final SecretsAtRest atRest;

  SealedTokens(SecretsAtRest atRest) {
    this.atRest = atRest;
  }

  byte[] seal(String teamId, FullTokens tokens) {
    byte[] json =
        JSON.writeValueAsBytes(
            Map.of("access", tokens.accessToken(), "refresh", tokens.refreshToken()));
    return atRest.seal(json, place(teamId));
  }

  /** The tokens, with what is left of the access token's life. */
  FullTokens open(String teamId, byte[] sealed, Duration left) {
    Map<String, String> texts = JSON.readValue(atRest.open(sealed, place(teamId)), TEXTS);
    return new FullTokens(
        texts.getOrDefault("access", ""), texts.getOrDefault("refresh", ""), left);
  }

  /** Where a team's tokens belong; part of their seal. */
  static String place(String teamId) {
    return teamId + "/oauth-choice";
  }
}
