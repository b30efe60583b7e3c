package io.issuestream.sandbox.github;

import io.issuestream.sandbox.generate.Repository;
import io.issuestream.sandbox.github.GitHubLogin.Caller;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code api.github.com}: logins, limits, conditional requests, and the way to what answers. */
public final class GitHubSurface {
  private final GitHub gitHub;
  private final GitHubJson json;

  /** Of one GitHub. */
  public GitHubSurface(GitHub gitHub) {
    this.gitHub = gitHub;
    this.json = new GitHubJson(gitHub.url());
  }

  /** Answers a request, given the path after {@code /github}. */
  public Answer answer(Call call, List<String> path) {
    Instant now = gitHub.now();
    return named(
        call.header("User-Agent") == null
            ? GitHubAnswers.noUserAgent()
            : !path.isEmpty() && path.getFirst().equals("app")
                ? app(call, path, now)
                : limited(call, path, now));
  }

  private static Answer named(Answer answer) {
    return answer
        .with("x-github-media-type", "github.v3; format=json")
        .with("x-github-api-version-selected", "2022-11-28");
  }

  private Answer limited(Call call, List<String> path, Instant now) {
    Caller caller = gitHub.login().caller(call, now);
    if (caller == Caller.NOBODY || caller == Caller.REFUSED) {
      return caller == Caller.NOBODY
          ? GitHubAnswers.loginRequired()
          : GitHubAnswers.badCredentials();
    }
    RateLimits rates = gitHub.rates();
    if (path.equals(List.of("rate_limit"))) {
      return rates.overview(now);
    }
    Answer refusal = rates.admit(now);
    if (refusal != null) {
      return refusal;
    }
    Answer answer = conditional(call, routed(call, path, caller));
    if (answer.status() == 304) {
      rates.giveBack();
    }
    return rates.stamped(answer);
  }

  private Answer routed(Call call, List<String> path, Caller caller) {
    if (!call.method().equals("GET") || path.isEmpty()) {
      return GitHubAnswers.notFound();
    }
    boolean app = caller == Caller.INSTALLATION;
    return switch (path.getFirst()) {
      case "user" -> app ? GitHubAnswers.notForThisToken(true) : user(call, path);
      case "installation" -> app ? installation(call, path) : GitHubAnswers.notForThisToken(false);
      case "repos" ->
          path.size() < 3
              ? GitHubAnswers.notFound()
              : in(gitHub.repository(path.get(1), path.get(2)), call, path.subList(3, path.size()));
      case "repositories" ->
          path.size() < 2
              ? GitHubAnswers.notFound()
              : in(gitHub.repository(path.get(1)), call, path.subList(2, path.size()));
      default -> GitHubAnswers.notFound();
    };
  }

  private Answer in(Optional<Repository> repository, Call call, List<String> rest) {
    return repository
        .map(found -> new PullRequestEndpoints(found, json, gitHub.url()).answer(call, rest))
        .orElseGet(GitHubAnswers::notFound);
  }

  private Answer user(Call call, List<String> path) {
    if (path.size() == 1) {
      return Answer.json(json.self());
    }
    return path.equals(List.of("user", "repos"))
        ? PullRequestEndpoints.paged(
            gitHub.repositories(), call, gitHub.url() + "/user/repos", json::repository)
        : GitHubAnswers.notFound();
  }

  private Answer installation(Call call, List<String> path) {
    if (!path.equals(List.of("installation", "repositories"))) {
      return GitHubAnswers.notFound();
    }
    List<Repository> all = gitHub.repositories();
    Page page = Page.of(call, all.size());
    ObjectNode body = Json.object().put("total_count", all.size());
    body.put("repository_selection", "selected");
    ArrayNode shown = body.putArray("repositories");
    page.of(all).forEach(each -> shown.add(json.repository(each)));
    return page.linked(Answer.json(body), call, gitHub.url() + "/installation/repositories");
  }

  /** What an app may ask with its own token: who it is, and a token for its installation. */
  private Answer app(Call call, List<String> path, Instant now) {
    String problem = GitHubLogin.problem(call.bearer(), now);
    if (problem != null) {
      return GitHubAnswers.error(401, problem, "https://docs.github.com/rest");
    }
    return switch (call.method() + " " + String.join("/", path)) {
      case "GET app" ->
          Answer.json(
              Json.object()
                  .put("id", Integer.parseInt(GitHubLogin.APP_ID))
                  .put("slug", "sandbox-app")
                  .put("name", "Sandbox App"));
      case "POST app/installations/" + GitHubLogin.INSTALLATION_ID + "/access_tokens" ->
          issued(now);
      default -> GitHubAnswers.notFound();
    };
  }

  private Answer issued(Instant now) {
    GitHubLogin.Issued issued = gitHub.login().issue(now);
    ObjectNode body =
        Json.object().put("token", issued.token()).put("expires_at", issued.expires().toString());
    body.putObject("permissions")
        .put("contents", "read")
        .put("metadata", "read")
        .put("pull_requests", "read");
    return Answer.json(201, body.put("repository_selection", "selected"));
  }

  /** The answer with its ETag, or 304 where the caller has it already. */
  private static Answer conditional(Call call, Answer answer) {
    if (answer.status() != 200) {
      return answer;
    }
    String tag = "W/\"" + digest(answer) + "\"";
    Answer shown = has(call.header("If-None-Match"), tag) ? Answer.empty(304) : answer;
    return shown.with("ETag", tag).with("Cache-Control", "private, max-age=60, s-maxage=60");
  }

  private static boolean has(@Nullable String held, String tag) {
    return held != null
        && Arrays.stream(held.split(","))
            .map(String::strip)
            .map(each -> each.startsWith("W/") ? each : "W/" + each)
            .anyMatch(tag::equals);
  }

  private static String digest(Answer answer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(answer.body(), 0, answer.length());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
