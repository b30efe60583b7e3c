package io.issuestream.sandbox;

import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.github.GitHubSurface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.http.Handler;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.oauth.ApiGateway;
import io.issuestream.sandbox.oauth.AuthEndpoints;
import io.issuestream.sandbox.rest.JiraSurface;
import io.issuestream.sandbox.rest.Login;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Leads a request to a surface or to the admin API, applies the faults to Jira's surfaces and logs
 * the requests of all surfaces.
 */
final class Router implements Handler {
  private volatile @Nullable Doors doors;

  /** What there is to be led to, once the sandbox is whole. */
  private record Doors(
      JiraSandbox sandbox,
      JiraSurface cloud,
      JiraSurface dataCenter,
      AuthEndpoints auth,
      ApiGateway api,
      GitHubSurface gitHub,
      AdminApi admin) {}

  /** From now on the sandbox is whole and may be asked. */
  void open(JiraSandbox sandbox, Login login) {
    JiraSurface cloud = new JiraSurface(Surface.CLOUD, login);
    doors =
        new Doors(
            sandbox,
            cloud,
            new JiraSurface(Surface.DATA_CENTER, login),
            new AuthEndpoints(sandbox.oauth()),
            new ApiGateway(sandbox.oauth(), cloud, sandbox::context),
            new GitHubSurface(sandbox.gitHub()),
            new AdminApi(sandbox));
  }

  @Override
  public Answer handle(Call call) {
    Doors open = doors;
    if (open == null) {
      return Answer.text(503, "text/plain", "The sandbox is starting.\n");
    }
    List<String> path = call.segments();
    String area = path.isEmpty() ? "" : path.getFirst();
    return switch (area) {
      case "cloud", "dc", "api", "auth", "github" ->
          logged(open, call, area, path.subList(1, path.size()));
      case "sandbox" -> open.admin().answer(call, path.subList(1, path.size()));
      default ->
          Answer.text(
              404,
              "text/plain",
              "Nothing here. The surfaces are under /cloud, /dc, /auth, /api and /github, the"
                  + " admin API under /sandbox.\n");
    };
  }

  @Override
  public boolean slow(Call call) {
    return call.path().startsWith("/sandbox");
  }

  @Override
  public Duration delay(Call call) {
    Doors open = doors;
    return open == null || call.path().startsWith("/sandbox")
        ? Duration.ZERO
        : open.sandbox().injector().latency();
  }

  private static Answer logged(Doors open, Call call, String area, List<String> path) {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Answer answer = answer(open, call, area, path);
    open.sandbox()
        .requestLog()
        .add(
            at,
            area,
            call.method(),
            "/" + String.join("/", path),
            area.equals("auth") ? "" : query(call), // Codes and states are nobody's to read.
            answer.status(),
            answer.length());
    return answer;
  }

  private static Answer answer(Doors open, Call call, String area, List<String> path) {
    return switch (area) {
      case "auth" -> open.auth().answer(call, path);
      case "github" -> open.gitHub().answer(call, path);
      default -> {
        Answer failure = open.sandbox().injector().failure(call.path());
        if (failure != null) {
          yield failure;
        }
        Answer proper =
            switch (area) {
              case "api" -> open.api().answer(call, path);
              case "cloud" -> open.cloud().answer(call, path, open.sandbox().context());
              default -> open.dataCenter().answer(call, path, open.sandbox().context());
            };
        yield proper.with("Date", date(open.sandbox().clock().instant()));
      }
    };
  }

  private static String date(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  private static String query(Call call) {
    String inPath =
        call.query().entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + value))
            .collect(Collectors.joining("&"));
    return inPath.isEmpty() && call.method().equals("POST") ? jql(call.body()) : inPath;
  }

  /** What a search posted asks for, in the form of a query. */
  private static String jql(byte[] body) {
    try {
      String jql = Json.MAPPER.readTree(body).path("jql").asString("");
      return jql.isEmpty() ? "" : "jql=" + jql;
    } catch (JacksonException notJson) {
      return "";
    }
  }
}
