package io.issuestream.sandbox;

import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.http.Handler;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.rest.JiraSurface;
import io.issuestream.sandbox.rest.Login;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Leads a request to a surface or to the admin API, applies the faults to the surfaces and logs
 * their requests.
 */
final class Router implements Handler {
  private final JiraSandbox sandbox;
  private final JiraSurface cloud;
  private final JiraSurface dataCenter;
  private final AdminApi admin;
  private volatile boolean open;

  Router(JiraSandbox sandbox, Login login) {
    this.sandbox = sandbox;
    this.cloud = new JiraSurface(Surface.CLOUD, login);
    this.dataCenter = new JiraSurface(Surface.DATA_CENTER, login);
    this.admin = new AdminApi(sandbox);
  }

  /** From now on the sandbox is whole and may be asked. */
  void open() {
    open = true;
  }

  @Override
  public Answer handle(Call call) {
    if (!open) {
      return Answer.text(503, "text/plain", "The sandbox is starting.\n");
    }
    List<String> path = call.segments();
    String area = path.isEmpty() ? "" : path.getFirst();
    return switch (area) {
      case "cloud", "dc" -> jira(call, area, path.subList(1, path.size()));
      case "sandbox" -> admin.answer(call, path.subList(1, path.size()));
      default ->
          Answer.text(
              404,
              "text/plain",
              "Nothing here. The surfaces are under /cloud and /dc, the admin API under"
                  + " /sandbox.\n");
    };
  }

  @Override
  public boolean slow(Call call) {
    return call.path().startsWith("/sandbox");
  }

  @Override
  public Duration delay(Call call) {
    return call.path().startsWith("/sandbox") ? Duration.ZERO : sandbox.injector().latency();
  }

  private Answer jira(Call call, String area, List<String> path) {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Answer failure = sandbox.injector().failure(call.path());
    Answer answer =
        failure != null
            ? failure
            : (area.equals("cloud") ? cloud : dataCenter).answer(call, path, sandbox.context());
    sandbox
        .requestLog()
        .add(
            at,
            area.toLowerCase(Locale.ROOT),
            call.method(),
            "/" + String.join("/", path),
            query(call),
            answer.status(),
            answer.length());
    return answer;
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
