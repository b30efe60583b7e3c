package io.issuestream.jira;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jira Cloud, REST version 3. */
final class CloudJira extends RestJira {

  private static final int PROJECT_PAGE = 100;
  private static final int USER_PAGE = 1000;

  CloudJira(JiraHttp http) {
    super(http, "/rest/api/3");
  }

  @Override
  public Flux<JiraProject> projects() {
    return OffsetPage.walk(this::projects)
        // Cloud's way of saying that there is none.
        .onErrorResume(JiraFailure.NotFoundOrHidden.class, none -> Flux.empty())
        .flatMapIterable(page -> page);
  }

  private Mono<OffsetPage<JiraProject>> projects(long startAt) {
    JiraRequest request =
        JiraRequest.get(api("/project/search"))
            .with("startAt", startAt)
            .with("maxResults", PROJECT_PAGE)
            .with("orderBy", "key")
            .slow();
    return http().get(request).map(a -> OffsetPage.of(a, startAt, RestJira::project));
  }

  @Override
  public Flux<List<JiraUser>> users() {
    return users(JiraRequest.get(api("/users/search")), USER_PAGE);
  }

  @Override
  public Mono<List<JiraUser>> usersFoundBy(String emailAddress) {
    return usersFound(JiraRequest.get(api("/user/search")).with("query", emailAddress));
  }

  @Override
  public Mono<IssuePage> search(IssueSearch search) {
    Map<String, Object> body =
        JiraRequest.body(
            "jql", search.jql(), "fields", search.fields(), "maxResults", search.pageSize());
    if (search.changelog()) {
      body.put("expand", "changelog");
    }
    SearchCursor cursor = search.cursor();
    String token = cursor == null ? null : cursor.value();
    if (token != null) {
      body.put("nextPageToken", token);
    }
    return http()
        .get(JiraRequest.post(api("/search/jql"), body))
        .map(answer -> {
          SearchAnswer page = SearchAnswer.cut(answer);
          String next = page.token();
          if (next != null && next.equals(token)) {
            throw answer.unreadable("it points to itself as the next page", null);
          }
          return new IssuePage(
              page.issues(),
              next == null ? null : new SearchCursor(next),
              OptionalLong.empty(),
              answer.body().length,
              answer.serverTime());
        });
  }

  @Override
  public Mono<Long> approximateCount(String jql) {
    return http()
        .get(
            JiraRequest.post(api("/search/approximate-count"), JiraRequest.body("jql", jql))
                .first())
        .map(answer -> {
          Long count = Json.number(answer.object(), "count");
          if (count == null) {
            throw answer.unreadable("it holds no count", null);
          }
          return count;
        });
  }

  @Override
  Jira by(JiraHttp path) {
    return new CloudJira(path);
  }
}
