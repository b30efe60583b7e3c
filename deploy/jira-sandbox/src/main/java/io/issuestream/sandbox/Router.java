package io.issuestream.sandbox;

import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.github.GitHubSurface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.http.Delivery;
import io.issuestream.sandbox.http.Handler;
import io.issuestream.sandbox.oauth.ApiGateway;
import io.issuestream.sandbox.oauth.AuthEndpoints;
import io.issuestream.sandbox.rest.JiraSurface;
import io.issuestream.sandbox.rest.Login;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads a request to a surface or to the admin API and logs the requests of all surfaces. */
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
    Answer answer = answer(open, call, area, path);
    // Codes and states are nobody's to read.
    AskedFor asked = area.equals("auth") ? new AskedFor("", "") : AskedFor.of(call);
    RequestLog log = open.sandbox().requestLog();
    boolean whole = !answer.isNone() && answer.delivery() == Delivery.WHOLE;
    long number =
        log.add(
            new RequestLog.Entry(
                0,
                call.arrivedAt().truncatedTo(ChronoUnit.MICROS),
                area,
                call.method(),
                "/" + String.join("/", path),
                asked.query(),
                answer.delivery() == Delivery.RESET ? 0 : answer.status(),
                answer.length(),
                asked.page(),
                whole));
    return answer.whenLost(() -> log.lost(number));
  }

  private static Answer answer(Doors open, Call call, String area, List<String> path) {
    return switch (area) {
      case "auth" -> open.auth().answer(call, path);
      case "github" -> open.gitHub().answer(call, path);
      default -> open.sandbox().door().answer(call, area, path, () -> jira(open, call, area, path));
    };
  }

  private static Answer jira(Doors open, Call call, String area, List<String> path) {
    return switch (area) {
      case "api" -> open.api().answer(call, path);
      case "cloud" -> open.cloud().answer(call, path, open.sandbox().context());
      default -> open.dataCenter().answer(call, path, open.sandbox().context());
    };
  }
}
