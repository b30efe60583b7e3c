package io.issuestream.sandbox.oauth;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens handed out.
 *
 * @param accessToken for the gateway
 * @param refreshToken null where {@code offline_access} was not granted
 * @param life of the access token
 * @param scopes what was granted
 * @param withheld whether they are issued and yet not told: the fault of a lost answer
 */
record TokenAnswer(
    String accessToken,
    @Nullable String refreshToken,
    Duration life,
    Set<String> scopes,
    boolean withheld) {

  Answer answer() {
    if (withheld) {
      return Answer.none();
    }
    ObjectNode body = Json.object().put("access_token", accessToken);
    if (refreshToken != null) {
      body.put("refresh_token", refreshToken);
    }
    body.put("expires_in", life.toSeconds())
        .put("token_type", "Bearer")
        .put("scope", String.join(" ", scopes));
    return Answer.json(body).with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }
}
