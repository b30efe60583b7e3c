package io.issuestream.jira;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One Jira, read through one connection's budget and circuit breaker. Nothing happens before a
 * subscription; every failure is a {@link JiraFailure}. Walks over many pages ask for one page
 * after the other.
 */
public interface Jira {

  /** The account behind the credentials; {@link JiraAccount#anonymous()} without credentials. */
  Mono<JiraAccount> myself();

  /** What the server says about itself; works without credentials. */
  Mono<JiraServer> serverInfo();

  /** Every project the account may see; empty when there is none. */
  Flux<JiraProject> projects();

  /**
   * Every account the caller may list, page by page, inactive ones and apps included, each once.
   * Without credentials or without the global right to browse users it fails with {@link
   * JiraFailure.CredentialsRejected}, {@link JiraFailure.AccessForbidden} or {@link
   * JiraFailure.NotFoundOrHidden}, which says nothing about issues.
   */
  Flux<List<JiraUser>> users();

  /**
   * The accounts that Jira finds by an e-mail address, at most two: more than one says nothing. On
   * Cloud an account is found by an address that it hides. Fails as {@link #users()} does.
   */
  Mono<List<JiraUser>> usersFoundBy(String emailAddress);

  /** The site's fields, with those for sprints, epics and estimates found. */
  Mono<FieldCatalogue> fields();

  /**
   * Every status the account may see, with what it means; a changelog names statuses by id only.
   */
  Mono<List<JiraIssue.Status>> statuses();

  /** The boards that show issues of a project. */
  Flux<JiraBoard> boards(String projectKey);

  /** In which field a board's issues are estimated. */
  Mono<BoardConfiguration> boardConfiguration(long boardId);

  /** A board's sprints, page by page; nothing for boards that have none. */
  Flux<List<JiraSprint>> sprints(long boardId);

  /** Those of them that are not over. */
  Flux<List<JiraSprint>> openSprints(long boardId);

  /** One sprint; fails with {@link JiraFailure.NotFoundOrHidden} once it was deleted. */
  Mono<JiraSprint> sprint(long sprintId);

  /**
   * One project; fails with {@link JiraFailure.NotFoundOrHidden} when the account may not see it,
   * or it is gone.
   */
  Mono<JiraProject> project(long id);

  /** Most issues that {@link #issues} takes at once. */
  int MOST_BY_ID = 100;

  /**
   * Reads issues by their ids. An issue that was moved comes as it is in its new project. What this
   * answers is true now but for those that are {@linkplain IssuesById#indexed() said} to come by
   * the search index: Data Center knows no other way to many at once.
   *
   * @param ids 1 to {@value #MOST_BY_ID}
   * @param fields as in {@link IssueSearch}
   */
  Mono<IssuesById> issues(List<Long> ids, List<String> fields);

  /**
   * The same past the search index for all of them: what this answers is true now. On Data Center
   * that takes a call for each.
   */
  Mono<IssuesById> issuesPastIndex(List<Long> ids, List<String> fields);

  /**
   * Those issues of some keys that there are and that the account may see, with little more than
   * their ids. One that was moved comes with the key it has now.
   *
   * @param keys 1 to {@value #MOST_BY_ID}
   */
  Mono<List<IssueDocument>> issuesNamed(List<String> keys);

  /** One page of a search; the caller keeps its {@link IssuePage#next()} and asks for the next. */
  Mono<IssuePage> search(IssueSearch search);

  /**
   * Whole changelogs, by issue id, of issues whose search answer was cut: every field's changes, a
   * call per 1000 issues and per 1000 histories. Issues that Jira does not show are missing. Empty
   * on Data Center, which has no such endpoint and never cuts.
   */
  Mono<Map<Long, RawChangelog>> changelogs(Collection<Long> issueIds);

  /** How many issues a query finds: approximately on Cloud, exactly on Data Center. */
  Mono<Long> approximateCount(String jql);

  /**
   * The same Jira, answering from what was read a short while ago where that seldom changes: {@link
   * #myself}, {@link #projects}, {@link #fields}, {@link #statuses}, {@link #boards} and {@link
   * #boardConfiguration}. Other credentials begin with nothing.
   */
  Jira cached();

  /** The same Jira, its calls taking their turn with this priority; {@code BACKFILL} at first. */
  Jira at(Priority priority);

  /** The same Jira, counting its calls into a counter. */
  Jira countingInto(CallCounter counter);
}
