package io.issuestream.sandbox;

import io.issuestream.sandbox.github.GitHub;
import io.issuestream.sandbox.github.GitHubFaults;
import io.issuestream.sandbox.github.GitHubLimits;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The admin API's part about GitHub, under {@code /sandbox/github}. */
final class GitHubAdmin {
  private final GitHub gitHub;

  GitHubAdmin(GitHub gitHub) {
    this.gitHub = gitHub;
  }

  /**
   * Answers a request, given the path after {@code /sandbox/github}; null where there is nothing.
   */
  @Nullable Answer answer(Call call, List<String> path) {
    return switch (call.method() + " " + String.join("/", path)) {
      case "GET " -> Answer.json(overview());
      case "PUT limits" -> {
        gitHub.limits(limits(call.json(), gitHub.limits()));
        yield Answer.json(overview());
      }
      case "PUT faults" -> {
        gitHub.faults(faults(call.json()));
        yield Answer.json(overview());
      }
      case "PUT token" -> {
        JsonNode accepted = call.json().path("accepted");
        if (!accepted.isBoolean()) {
          throw new BadCall("Give {\"accepted\": true} or {\"accepted\": false}.");
        }
        gitHub.tokenAccepted(accepted.booleanValue());
        yield Answer.json(overview());
      }
      case "DELETE installation-tokens" -> {
        gitHub.endInstallationTokens();
        yield Answer.empty(204);
      }
      case "DELETE use" -> {
        gitHub.forgetUse();
        yield Answer.empty(204);
      }
      default -> null;
    };
  }

  private ObjectNode overview() {
    GitHubLimits limits = gitHub.limits();
    ObjectNode shown = Json.object();
    shown
        .putObject("limits")
        .put("requests", limits.requests())
        .put("windowSeconds", limits.window().toSeconds())
        .put("requestsPerMinute", limits.requestsPerMinute())
        .put("refusal", limits.refusal());
    shown.set("faults", Json.MAPPER.valueToTree(gitHub.faults()));
    shown.set("use", Json.MAPPER.valueToTree(gitHub.use()));
    shown.put("tokenAccepted", gitHub.tokenAccepted());
    shown.set("repositories", Json.MAPPER.valueToTree(gitHub.repositoryNames()));
    return shown;
  }

  private static GitHubLimits limits(JsonNode body, GitHubLimits now) {
    return new GitHubLimits(
        Bodies.number(body, "requests", now.requests()),
        Bodies.seconds(body, "windowSeconds", now.window()),
        Bodies.number(body, "requestsPerMinute", now.requestsPerMinute()),
        Bodies.number(body, "refusal", now.refusal()));
  }

  private static GitHubFaults faults(JsonNode body) {
    return new GitHubFaults(
        Bodies.number(body, "secondaryLimits", 0),
        Bodies.number(body, "everyRequests", 0),
        Bodies.number(body, "status", GitHubFaults.NONE.status()),
        Bodies.number(body, "retryAfterSeconds"));
  }
}
