package io.issuestream.sandbox.github;

import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.generate.GeneratedTeam;
import io.issuestream.sandbox.generate.TeamGenerator;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A GitHub asked without a socket, by a clock that stands still unless moved. */
final class GitHubScene {
  static final String URL = "http://sandbox/github";

  private Instant now = Instant.parse("2026-11-02T14:00:00Z");
  private final GitHub gitHub = new GitHub(URL, () -> now);
  private final GitHubSurface surface = new GitHubSurface(gitHub);
  private final GeneratedTeam team;

  GitHubScene(int issues, int pullRequests) {
    this.team =
        TeamGenerator.generate(
            GenerateOptions.of(issues, 5).in(List.of("PAY", "WEB")).withPullRequests(pullRequests),
            new JiraData("http://sandbox"));
    gitHub.team(team);
  }

  GitHub gitHub() {
    return gitHub;
  }

  GeneratedTeam team() {
    return team;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Answer get(String path) {
    return get(path, GitHubLogin.TOKEN, null);
  }

  Answer get(String path, @Nullable String token, @Nullable String etag) {
    Map<String, String> headers = new HashMap<>(Map.of("user-agent", "test"));
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    if (etag != null) {
      headers.put("if-none-match", etag);
    }
    return ask("GET", path, headers);
  }

  Answer ask(String method, String pathAndQuery, Map<String, String> headers) {
    QueryStringDecoder uri = new QueryStringDecoder(pathAndQuery);
    Call call =
        new Call(
            method,
            "/github" + uri.path(),
            uri.parameters(),
            name -> headers.get(name.toLowerCase(Locale.ROOT)),
            new byte[0],
            now);
    return surface.answer(call, call.segments().subList(1, call.segments().size()));
  }

  static JsonNode json(Answer answer) {
    return Json.MAPPER.readTree(answer.bodyText());
  }

  static String header(Answer answer, String name) {
    return answer.headers().getOrDefault(name, "");
  }

  /** The path of the page that follows, or null on the last. */
  static @Nullable String next(Answer answer) {
    for (String link : header(answer, "Link").split(", ", -1)) {
      if (link.endsWith("; rel=\"next\"")) {
        return link.substring(1, link.indexOf('>')).substring(URL.length());
      }
    }
    return null;
  }

  String jwt(String issuer, Duration life) {
    String claims =
        Json.object()
            .put("iss", issuer)
            .put("iat", now.minusSeconds(60).getEpochSecond())
            .put("exp", now.plus(life).getEpochSecond())
            .toString();
    return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims) + ".c2ln";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
