package io.issuestream.jira;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jira Data Center and Server, REST version 2. */
final class DataCenterJira extends RestJira {

  private static final int USER_PAGE = 100;
  private static final int AT_ONCE = 4;

  private final boolean anonymous;

  DataCenterJira(JiraHttp http, boolean anonymous) {
    super(http, "/rest/api/2");
    this.anonymous = anonymous;
  }

  @Override
  public Mono<JiraAccount> myself() {
    // Jira answers 401 to nobody asking who he is.
    return anonymous ? Mono.just(JiraAccount.anonymous()) : super.myself();
  }

  @Override
  public Flux<JiraProject> projects() {
    return http()
        .get(JiraRequest.get(api("/project")).slow())
        .flatMapIterable(answer -> OffsetPage.items(answer.array(), RestJira::project));
  }

  @Override
  public Flux<List<JiraUser>> users() {
    // A user name is obligatory, and a dot is in every one, or in the e-mail address.
    JiraRequest everybody =
        JiraRequest.get(api("/user/search")).with("username", ".").with("includeInactive", true);
    return users(everybody, USER_PAGE);
  }

  @Override
  public Mono<List<JiraUser>> usersFoundBy(String emailAddress) {
    return usersFound(
        JiraRequest.get(api("/user/search"))
            .with("username", emailAddress)
            .with("includeInactive", true));
  }

  @Override
  public Mono<IssuePage> search(IssueSearch search) {
    long startAt = startAt(search.cursor());
    Map<String, Object> body = request(search.jql(), startAt, search.pageSize(), search.fields());
    if (search.changelog()) {
      body.put("expand", List.of("changelog"));
    }
    return http()
        .get(JiraRequest.post(api("/search"), body))
        .map(answer -> {
          SearchAnswer page = SearchAnswer.cut(answer);
          long next = startAt + page.issues().size();
          boolean last = page.issues().isEmpty() || next >= page.total().orElse(Long.MAX_VALUE);
          return new IssuePage(
              page.issues(),
              last ? null : new SearchCursor(Long.toString(next)),
              page.total(),
              answer.body().length,
              answer.serverTime());
        });
  }

  /**
   * By a search that does not mind ids it does not have, and each it did not find by itself: its
   * index may lag, the issue's own address never does.
   */
  @Override
  public Mono<IssuesById> issues(List<Long> ids, List<String> fields) {
    requireBulk(ids);
    Map<String, Object> body = request(Jql.idIn(ids), 0, ids.size(), fields);
    body.put("expand", List.of("changelog"));
    body.put("validateQuery", false);
    return http()
        .get(JiraRequest.post(api("/search"), body))
        .flatMap(answer -> {
          List<IssueDocument> found = SearchAnswer.cut(answer).issues();
          Set<Long> absent = IssuesById.of(ids, found, Set.of(), null).missing();
          return oneByOne(absent.stream().sorted().toList(), fields, answer.serverTime())
              .map(others -> others.with(found));
        });
  }

  @Override
  public Mono<IssuesById> issuesPastIndex(List<Long> ids, List<String> fields) {
    requireBulk(ids);
    return oneByOne(ids, fields, null);
  }

  private Mono<IssuesById> oneByOne(
      List<Long> ids, List<String> fields, @Nullable Instant serverTime) {
    return Flux.fromIterable(ids)
        .flatMapSequential(id -> issue(id, fields), AT_ONCE)
        .collectList()
        .map(found -> IssuesById.of(ids, found, Set.of(), serverTime));
  }

  @Override
  public Mono<List<IssueDocument>> issuesNamed(List<String> keys) {
    requireBulk(keys);
    Map<String, Object> body = request(Jql.keyIn(keys), 0, keys.size(), List.of("id"));
    body.put("validateQuery", false);
    return http()
        .get(JiraRequest.post(api("/search"), body))
        .map(answer -> SearchAnswer.cut(answer).issues());
  }

  private Mono<IssueDocument> issue(long id, List<String> fields) {
    return http()
        .get(
            JiraRequest.get(api("/issue/{id}"))
                .id(id)
                .with("fields", String.join(",", fields))
                .with("expand", "changelog"))
        .map(answer -> new IssueDocument(answer.body()))
        .onErrorResume(JiraFailure.NotFoundOrHidden.class, absent -> Mono.empty());
  }

  @Override
  public Mono<Map<Long, RawChangelog>> changelogs(Collection<Long> issueIds) {
    return Mono.just(Map.of());
  }

  @Override
  public Mono<Long> approximateCount(String jql) {
    return http()
        .get(JiraRequest.post(api("/search"), request(jql, 0, 0, List.of("id"))).first())
        .map(answer ->
            SearchAnswer.cut(answer)
                .total()
                .orElseThrow(() -> answer.unreadable("it holds no total", null)));
  }

  @Override
  Jira by(JiraHttp path) {
    return new DataCenterJira(path, anonymous);
  }

  private static Map<String, Object> request(
      String jql, long startAt, int maxResults, List<String> fields) {
    return JiraRequest.body(
        "jql", jql, "startAt", startAt, "maxResults", maxResults, "fields", fields);
  }

  private static long startAt(@Nullable SearchCursor cursor) {
    if (cursor == null) {
      return 0;
    }
    Long offset = Json.wholeNumber(cursor.value());
    if (offset == null) {
      throw new IllegalArgumentException("This cursor is not one of a Data Center search.");
    }
    return offset;
  }
}
