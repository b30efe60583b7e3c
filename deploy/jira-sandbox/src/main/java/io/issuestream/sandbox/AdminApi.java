package io.issuestream.sandbox;

import io.issuestream.sandbox.edit.EditRefused;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The admin API under {@code /sandbox}: the methods of {@link JiraSandbox} by HTTP. */
final class AdminApi {
  private static final long MOST_ISSUES = 2_000_000;

  private final JiraSandbox sandbox;
  private final OAuthAdmin oauth;
  private final GitHubAdmin gitHub;
  private final LifeAdmin life;
  private final LimitAdmin limits;

  /** For one sandbox. */
  AdminApi(JiraSandbox sandbox) {
    this.sandbox = sandbox;
    this.oauth = new OAuthAdmin(sandbox.oauth());
    this.gitHub = new GitHubAdmin(sandbox.gitHub());
    this.life = new LifeAdmin(sandbox);
    this.limits = new LimitAdmin(sandbox);
  }

  /** Answers a request, given the path after {@code /sandbox}. */
  Answer answer(Call call, List<String> path) {
    try {
      Answer answer =
          switch (path.isEmpty() ? "" : path.getFirst()) {
            case "oauth" -> oauth.answer(call, path.subList(1, path.size()));
            case "github" -> gitHub.answer(call, path.subList(1, path.size()));
            default -> routed(call, path);
          };
      return answer == null ? unknown(call) : answer;
    } catch (BadCall | IllegalArgumentException | DateTimeException | UncheckedIOException e) {
      return problem(400, String.valueOf(e.getMessage()));
    } catch (EditRefused e) {
      return problem(e.isUnknownIssue() ? 404 : 400, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Answer routed(Call call, List<String> path) {
    String area = path.isEmpty() ? "" : path.getFirst();
    return switch (call.method() + " " + area + "/" + path.size()) {
      case "POST load/1" -> load(call.json());
      case "POST generate/1" -> generate(call.json());
      case "GET state/1" -> Answer.json(State.of(sandbox));
      case "GET requests/1" -> requests(call);
      case "DELETE requests/1" -> {
        sandbox.requestLog().clear();
        yield Answer.empty(204);
      }
      case "PUT account/1" -> {
        sandbox.timeZone(ZoneId.of(Bodies.required(call.json(), "timeZone")));
        yield Answer.json(Json.object().put("timeZone", sandbox.timeZone().getId()));
      }
      case "GET pull-requests/1" -> Answer.lines(sandbox.pullRequestDeliveries());
      case "GET members/1" -> Answer.text(200, "text/csv;charset=UTF-8", sandbox.membersCsv());
      default -> {
        Answer answer = limits.answer(call, path);
        yield answer == null ? life.answer(call, path) : answer;
      }
    };
  }

  private static Answer unknown(Call call) {
    return problem(
        404,
        "There is no " + call.method() + " " + call.path() + "; the README lists what there is.");
  }

  private Answer load(JsonNode body) {
    Path directory = Path.of(Bodies.required(body, "directory"));
    return Answer.json(
        Json.MAPPER.valueToTree(sandbox.load(directory, Bodies.texts(body, "projects"))));
  }

  private Answer generate(JsonNode body) {
    Long issues = Json.whole(body, "issues");
    Long seed = Json.whole(body, "seed");
    if (issues == null || issues < 1 || issues > MOST_ISSUES) {
      throw new BadCall("'issues' must be a whole number from 1 to " + MOST_ISSUES + ".");
    }
    String anchor = Json.text(body, "anchor");
    GenerateOptions options =
        new GenerateOptions(
            issues.intValue(),
            seed == null ? 1 : seed,
            Bodies.texts(body, "projects"),
            anchor == null ? GenerateOptions.DEFAULT_ANCHOR : Instant.parse(anchor),
            Bodies.number(body, "pullRequests"));
    int pullRequests = sandbox.generate(options).pullRequestCount();
    return Answer.json(State.of(sandbox).put("pullRequests", pullRequests));
  }

  private Answer requests(Call call) {
    String since = call.parameter("since");
    if (since != null && !since.matches("\\d{1,18}")) {
      throw new BadCall("'since' must be the number of a request.");
    }
    long after = since == null ? 0 : Long.parseLong(since);
    return Answer.json(Json.MAPPER.valueToTree(sandbox.requestLog().since(after)));
  }

  private static Answer problem(int status, String detail) {
    ObjectNode body = Json.object().put("status", status).put("detail", detail);
    Answer answer = Answer.json(status, body);
    return new Answer(
        status, "application/problem+json", answer.body(), answer.length(), answer.headers(), null);
  }
}
