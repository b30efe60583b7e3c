package io.issuestream.sandbox;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.oauth.AuthorizationServer;
import io.issuestream.sandbox.oauth.GrantView;
import io.issuestream.sandbox.oauth.OAuthClient;
import io.issuestream.sandbox.oauth.OAuthFaults;
import io.issuestream.sandbox.oauth.OAuthSettings;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The admin API's part about authorisation, under {@code /sandbox/oauth}. Tokens are never told.
 */
final class OAuthAdmin {
  private final AuthorizationServer server;

  OAuthAdmin(AuthorizationServer server) {
    this.server = server;
  }

  /**
   * Answers a request, given the path after {@code /sandbox/oauth}; null where there is nothing.
   */
  @Nullable Answer answer(Call call, List<String> path) {
    String area = path.isEmpty() ? "" : path.getFirst();
    return switch (call.method() + " " + area + "/" + path.size()) {
      case "GET /0" -> Answer.json(overview());
      case "PUT settings/1" -> {
        server.settings(settings(call.json(), server.settings()));
        yield Answer.json(settings());
      }
      case "PUT faults/1" -> {
        server.faults(faults(call.json()));
        yield Answer.json(Json.MAPPER.valueToTree(server.faults()));
      }
      case "PUT clients/2" -> {
        JsonNode body = call.json();
        server.register(
            new OAuthClient(
                path.get(1), Bodies.required(body, "secret"), Bodies.texts(body, "redirectUris")));
        yield Answer.empty(204);
      }
      case "DELETE grants/1" -> {
        server.grants().forEach(grant -> revoke(grant.id()));
        yield Answer.empty(204);
      }
      case "DELETE grants/2" -> done(path.get(1), this::revoke);
      case "DELETE grants/3" ->
          path.get(2).equals("access-tokens")
              ? done(path.get(1), server::expireAccessTokens)
              : null;
      default -> null;
    };
  }

  private boolean revoke(String grant) {
    return server.revoke(grant);
  }

  private static Answer done(String grant, Predicate<String> action) {
    if (!action.test(grant)) {
      throw new IllegalArgumentException("There is no grant " + grant + ".");
    }
    return Answer.empty(204);
  }

  private ObjectNode overview() {
    List<GrantView> grants = server.grants();
    ObjectNode shown = Json.object();
    shown.set("settings", settings());
    shown.set("faults", Json.MAPPER.valueToTree(server.faults()));
    shown.set("sites", Json.MAPPER.valueToTree(server.sites()));
    ArrayNode clients = shown.putArray("clients");
    for (OAuthClient client : server.clients()) {
      clients
          .addObject()
          .put("id", client.id())
          .set("redirectUris", Json.MAPPER.valueToTree(client.redirectUris()));
    }
    ArrayNode each = shown.putArray("grants");
    grants.forEach(grant -> each.add(Json.MAPPER.valueToTree(grant)));
    return shown
        .put("refreshes", grants.stream().mapToInt(GrantView::refreshes).sum())
        .put("reusesInLeeway", grants.stream().mapToInt(GrantView::reusesInLeeway).sum())
        .put("reusesRefused", grants.stream().mapToInt(GrantView::reusesRefused).sum());
  }

  private ObjectNode settings() {
    OAuthSettings now = server.settings();
    return Json.object()
        .put("accessTokenSeconds", now.accessTokenLife().toSeconds())
        .put("reuseLeewaySeconds", now.reuseLeeway().toSeconds())
        .put("codeSeconds", now.codeLife().toSeconds())
        .put("idleSeconds", now.idleLife().toSeconds())
        .put("absoluteSeconds", now.absoluteLife().toSeconds());
  }

  private static OAuthSettings settings(JsonNode body, OAuthSettings now) {
    return new OAuthSettings(
        Bodies.seconds(body, "accessTokenSeconds", now.accessTokenLife()),
        Bodies.seconds(body, "reuseLeewaySeconds", now.reuseLeeway()),
        Bodies.seconds(body, "codeSeconds", now.codeLife()),
        Bodies.seconds(body, "idleSeconds", now.idleLife()),
        Bodies.seconds(body, "absoluteSeconds", now.absoluteLife()));
  }

  private static OAuthFaults faults(JsonNode body) {
    return new OAuthFaults(
        Bodies.number(body, "dropRefreshes", 0),
        Bodies.number(body, "failRefreshes", 0),
        Bodies.number(body, "failStatus", OAuthFaults.NONE.failStatus()));
  }
}
