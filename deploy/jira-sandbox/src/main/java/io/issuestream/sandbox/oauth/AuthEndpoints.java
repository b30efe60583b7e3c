package io.issuestream.sandbox.oauth;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code auth.atlassian.com}: the consent page and the token endpoint. */
public final class AuthEndpoints {
  private final AuthorizationServer server;

  /** Of one server. */
  public AuthEndpoints(AuthorizationServer server) {
    this.server = server;
  }

  /** Answers a request, given the path after {@code /auth}. */
  public Answer answer(Call call, List<String> path) {
    return switch (call.method() + " " + String.join("/", path)) {
      case "GET authorize" -> authorize(call);
      case "POST authorize" -> decided(form(call));
      case "POST oauth/token" -> token(call);
      default -> Answer.text(404, "text/plain", "Nothing here.\n");
    };
  }

  private Answer authorize(Call call) {
    try {
      String page = server.ask(call.query());
      return form(page, false);
    } catch (AuthorizationRefused e) {
      return ConsentPage.refused(String.valueOf(e.getMessage()));
    }
  }

  private Answer form(String page, boolean nothingChosen) {
    AuthorizationRequest request = server.asked(page);
    return request == null
        ? ConsentPage.refused("This page was answered before. Start again.")
        : ConsentPage.form(page, request, server.sites(), nothingChosen);
  }

  private Answer decided(Map<String, List<String>> form) {
    String page = first(form, "consent");
    String decision = first(form, "decision");
    if (!decision.equals("accept") && !decision.equals("decline")) {
      return ConsentPage.refused("Use one of the two buttons.");
    }
    try {
      String location =
          server.decide(
              page,
              decision.equals("accept") ? Decision.ACCEPT : Decision.DECLINE,
              form.getOrDefault("site", List.of()));
      return location == null
          ? form(page, true)
          : Answer.empty(302)
              .with("Location", location)
              .with("Cache-Control", "no-store")
              .with("Referrer-Policy", "no-referrer");
    } catch (AuthorizationRefused e) {
      return ConsentPage.refused(String.valueOf(e.getMessage()));
    }
  }

  private Answer token(Call call) {
    try {
      JsonNode body = body(call);
      String type = required(body, "grant_type");
      return switch (type) {
        case "authorization_code" ->
            server
                .exchange(
                    required(body, "client_id"),
                    secret(body),
                    required(body, "code"),
                    required(body, "redirect_uri"))
                .answer();
        case "refresh_token" -> refreshed(body);
        default -> throw TokenRefused.unsupportedGrantType(type);
      };
    } catch (TokenRefused e) {
      return e.answer().with("Cache-Control", "no-store");
    } catch (BadCall e) {
      return TokenRefused.invalidRequest(String.valueOf(e.getMessage())).answer();
    }
  }

  private Answer refreshed(JsonNode body) {
    int status = server.failure();
    if (status > 0) {
      return Answer.json(
          status,
          Json.object()
              .put("error", "temporarily_unavailable")
              .put("error_description", "The sandbox was told to fail this request."));
    }
    return server
        .refresh(required(body, "client_id"), secret(body), required(body, "refresh_token"))
        .answer();
  }

  /** A wrong secret and none are answered alike. */
  private static String secret(JsonNode body) {
    String secret = Json.text(body, "client_secret");
    return secret == null ? "" : secret;
  }

  private static String required(JsonNode body, String member) {
    String text = Json.text(body, member);
    if (text == null || text.isBlank()) {
      throw TokenRefused.invalidRequest("Missing required parameter: " + member);
    }
    return text;
  }

  private static JsonNode body(Call call) {
    if (!isForm(call.header("Content-Type"))) {
      return call.json();
    }
    ObjectNode body = Json.object();
    form(call).forEach((name, values) -> body.put(name, values.getFirst()));
    return body;
  }

  private static boolean isForm(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }

  private static Map<String, List<String>> form(Call call) {
    return new QueryStringDecoder(new String(call.body(), StandardCharsets.UTF_8), false)
        .parameters();
  }

  private static String first(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
