package io.issuestream.jira;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jira Cloud, REST version 3. */
final class CloudJira extends RestJira {

  private static final int PROJECT_PAGE = 100;
  private static final int USER_PAGE = 1000;
  private static final int CHANGELOG_ISSUES = 1000;

  /** Of 10,000 at most: histories hold whole texts, and an answer must stay below our limit. */
  private static final int CHANGELOG_HISTORIES = 1000;

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
  public Mono<IssuesById> issues(List<Long> ids, List<String> fields) {
    requireBulk(ids);
    Map<String, Object> body =
        JiraRequest.body(
            "issueIdsOrKeys",
            ids.stream().map(String::valueOf).toList(),
            "fields",
            fields,
            "expand",
            List.of("changelog"));
    return http()
        .get(JiraRequest.post(api("/issue/bulkfetch"), body))
        .map(answer -> {
          SearchAnswer found = SearchAnswer.cut(answer);
          return IssuesById.of(ids, found.issues(), found.unread(), answer.serverTime());
        });
  }

  @Override
  public Mono<IssuesById> issuesPastIndex(List<Long> ids, List<String> fields) {
    return issues(ids, fields);
  }

  @Override
  public Mono<List<IssueDocument>> issuesNamed(List<String> keys) {
    requireBulk(keys);
    return http()
        .get(
            JiraRequest.post(
                api("/issue/bulkfetch"),
                JiraRequest.body("issueIdsOrKeys", keys, "fields", List.of("created"))))
        .map(answer -> SearchAnswer.cut(answer).issues());
  }

  @Override
  public Mono<Map<Long, RawChangelog>> changelogs(Collection<Long> issueIds) {
    return Flux.fromIterable(issueIds)
        .map(String::valueOf)
        .buffer(CHANGELOG_ISSUES)
        .concatMap(ids ->
            changelogs(ids, null)
                .expand(
                    page -> page.token() == null ? Mono.empty() : changelogs(ids, page.token())))
        .collect(ChangelogAnswer.Collected::new, ChangelogAnswer.Collected::add)
        .map(ChangelogAnswer.Collected::whole);
  }

  private Mono<ChangelogAnswer> changelogs(List<String> ids, @Nullable String token) {
    // No field ids: items of moves and links have none, and a choice of ten would keep from the
    // store what a field chosen later is read from.
    Map<String, Object> body =
        JiraRequest.body("issueIdsOrKeys", ids, "maxResults", CHANGELOG_HISTORIES);
    if (token != null) {
      body.put("nextPageToken", token);
    }
    return http()
        .get(JiraRequest.post(api("/changelog/bulkfetch"), body))
        .map(answer -> {
          ChangelogAnswer page = ChangelogAnswer.cut(answer);
          if (token != null && token.equals(page.token())) {
            throw answer.unreadable("it points to itself as the next page", null);
          }
          return page;
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
