package io.issuestream.sandbox.github;

import io.issuestream.sandbox.generate.PullRequestDetails;
import io.issuestream.sandbox.generate.Repository;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** One repository and its pull requests. */
final class PullRequestEndpoints {
  private final Repository repository;
  private final GitHubJson json;
  private final PullRequestJson pulls;
  private final String url;

  PullRequestEndpoints(Repository repository, GitHubJson json, String api) {
    this.repository = repository;
    this.json = json;
    this.pulls = new PullRequestJson(json, repository, api);
    // Links to further pages name a repository by its id, whatever it was asked by.
    this.url = api + "/repositories/" + repository.id();
  }

  /** Answers a request, given the path after the repository. */
  Answer answer(Call call, List<String> path) {
    if (path.isEmpty()) {
      return Answer.json(json.repository(repository));
    }
    if (!path.getFirst().equals("pulls") || path.size() > 3) {
      return GitHubAnswers.notFound();
    }
    if (path.size() == 1) {
      return paged(chosen(call), call, url + "/pulls", pulls::listed);
    }
    PullRequestDetails request = numbered(path.get(1));
    if (request == null) {
      return GitHubAnswers.notFound();
    }
    if (path.size() == 2) {
      return Answer.json(pulls.whole(request));
    }
    String own = url + "/pulls/" + request.number() + "/" + path.get(2);
    return switch (path.get(2)) {
      case "reviews" -> paged(pulls.reviews(request), call, own, each -> each);
      case "commits" -> paged(pulls.commits(request), call, own, each -> each);
      default -> GitHubAnswers.notFound();
    };
  }

  private @Nullable PullRequestDetails numbered(String number) {
    int place = number.matches("\\d{1,7}") ? Integer.parseInt(number) : 0;
    boolean known = place > 0 && place <= repository.pullRequests().size();
    return known ? repository.pullRequests().get(place - 1) : null;
  }

  /** By state, base and sort; GitHub shows the open ones, latest first, unless told otherwise. */
  private List<PullRequestDetails> chosen(Call call) {
    String state = orElse(call.parameter("state"), "open");
    String base = orElse(call.parameter("base"), Repository.DEFAULT_BRANCH);
    boolean byUpdate = orElse(call.parameter("sort"), "created").equals("updated");
    String direction = orElse(call.parameter("direction"), byUpdate ? "asc" : "desc");
    Comparator<PullRequestDetails> order =
        Comparator.comparing(byUpdate ? PullRequestDetails::updated : PullRequestDetails::created)
            .thenComparingInt(PullRequestDetails::number);
    return repository.pullRequests().stream()
        .filter(each -> state.equals("all") || state.equals(each.open() ? "open" : "closed"))
        .filter(each -> base.equals(Repository.DEFAULT_BRANCH))
        .sorted(direction.equals("desc") ? order.reversed() : order)
        .toList();
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }

  static <T> Answer paged(
      List<T> all, Call call, String url, Function<T, ? extends JsonNode> shown) {
    Page page = Page.of(call, all.size());
    ArrayNode values = Json.array();
    page.of(all).forEach(each -> values.add(shown.apply(each)));
    return page.linked(Answer.json(values), call, url);
  }
}
