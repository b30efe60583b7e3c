package io.issuestream.sandbox;

import io.issuestream.sandbox.data.IndexLag;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.edit.EditRefused;
import io.issuestream.sandbox.edit.IssueEdits;
import io.issuestream.sandbox.edit.SprintEdits;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.oauth.Site;
import io.issuestream.sandbox.rest.JiraContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happens to the issues of a {@link JiraSandbox}: they are made, changed, moved and deleted,
 * hidden from the calling account and shown again, and found by searches later than they happen.
 * Lag and permissions begin anew with every load and generation.
 */
public abstract sealed class IssueLife permits JiraSandbox {
  private final SandboxClock clock;
  private volatile boolean wholeSeconds;

  IssueLife(SandboxClock clock) {
    this.clock = clock;
  }

  abstract HostedSites hosted();

  abstract JiraContext context(String cloudId);

  /** Jira's own clock: set it, move it on, let it run. */
  public final SandboxClock clock() {
    return clock;
  }

  /**
   * Whether the times of edits are kept to the second, as many servers do; edits within one second
   * then leave {@code updated} as it is. At first they are kept to the millisecond and every edit
   * moves it.
   */
  public final void wholeSeconds(boolean chosen) {
    wholeSeconds = chosen;
  }

  /** Adds an empty project to the main site. */
  public final void createProject(String key, String name) {
    JiraData data = hosted().main().data();
    long id = 10_000L + Math.floorMod(key.hashCode(), 80_000);
    data.fill(List.of(new Project(id, key, name, false)), List.of(), Map.of());
  }

  /**
   * Makes an issue with the next free key of a project and an id above all before. Values are as
   * those of {@link #edit}.
   *
   * @throws EditRefused if the project or a value is not known
   */
  public final IssueTruth create(
      String projectKey, Map<String, ? extends @Nullable Object> fields) {
    return createJson(projectKey, json(fields), null);
  }

  /** The same with an id of one's own choice, which must be free. */
  public final IssueTruth create(
      String projectKey, Map<String, ? extends @Nullable Object> fields, long id) {
    return createJson(projectKey, json(fields), id);
  }

  /** The same with values given as JSON; null as id takes the next one. */
  public final IssueTruth createJson(
      String projectKey, Map<String, JsonNode> fields, @Nullable Long id) {
    HostedSite site = hosted().withProject(projectKey);
    return IssueTruth.of(edits(site).create(projectKey, fields, id));
  }

  /**
   * Sets fields of an issue as a user would: {@code updated} moves and a history tells of it,
   * unless nothing changes. Values are those that Jira takes, and simpler ones: {@code status},
   * {@code assignee}, {@code priority} by name, {@code sprint} by id, {@code storyPoints} as a
   * number.
   *
   * @throws EditRefused if the issue or a value is not known
   */
  public final IssueTruth edit(String idOrKey, Map<String, ? extends @Nullable Object> fields) {
    return editJson(idOrKey, json(fields));
  }

  /** The same with values given as JSON. */
  public final IssueTruth editJson(String idOrKey, Map<String, JsonNode> fields) {
    return IssueTruth.of(edits(hosted().holding(idOrKey)).edit(idOrKey, fields));
  }

  /**
   * Moves an issue to another project: it keeps its id, gets the next free key there, and its
   * former key keeps leading to it.
   *
   * @throws EditRefused if the issue or the project is not known
   */
  public final IssueTruth move(String idOrKey, String projectKey) {
    return IssueTruth.of(edits(hosted().holding(idOrKey)).move(idOrKey, projectKey));
  }

  /**
   * Deletes an issue with all its keys; neither its id nor its number is given again.
   *
   * @throws EditRefused if it is not known
   */
  public final void delete(String idOrKey) {
    edits(hosted().holding(idOrKey)).delete(idOrKey);
  }

  /** Makes a sprint to come on a board of the main site and says its id. */
  public final long createSprint(long boardId, String name) {
    return new SprintEdits(hosted().main().data()).create(boardId, name).id();
  }

  /**
   * Sets a sprint's {@code state}, {@code name}, {@code goal}, {@code startDate}, {@code endDate},
   * {@code completeDate} or {@code boardId}. No issue's {@code updated} moves by it.
   *
   * @throws EditRefused if the sprint or a value is not known
   */
  public final Sprint editSprint(long id, Map<String, ? extends @Nullable Object> values) {
    return new SprintEdits(hosted().main().data()).edit(id, json(values));
  }

  /** The account may no longer browse the project: it and its issues are not there for it. */
  public final void hideProject(String key) {
    hosted().withProject(key).data().visibility(now -> now.project(key, true));
  }

  /** The account may browse the project again. */
  public final void showProject(String key) {
    hosted().withProject(key).data().visibility(now -> now.project(key, false));
  }

  /** The issue gets a security level that the account has not. */
  public final void hideIssue(String idOrKey) {
    Issue issue = issue(idOrKey);
    dataOf(idOrKey).visibility(now -> now.issue(issue.id(), true));
  }

  /** The account may see the issue again. */
  public final void showIssue(String idOrKey) {
    Issue issue = issue(idOrKey);
    dataOf(idOrKey).visibility(now -> now.issue(issue.id(), false));
  }

  /** Archives an issue: no query finds it, and it is still given by id. */
  public final void archive(String idOrKey) {
    Issue issue = issue(idOrKey);
    dataOf(idOrKey).visibility(now -> now.archived(issue.id(), true));
  }

  /** Takes an issue out of the archive. */
  public final void restore(String idOrKey) {
    Issue issue = issue(idOrKey);
    dataOf(idOrKey).visibility(now -> now.archived(issue.id(), false));
  }

  /** Searches see each change of the main site so much later; zero ends the lag at once. */
  public final void indexLag(Duration lag) {
    hosted().main().data().lag(new IndexLag(lag, null));
  }

  /**
   * Each change has a lag of its own between nothing and a bound, drawn from a seed, so that
   * changes of different issues are found in another order than they happened.
   */
  public final void indexLag(Duration bound, long seed) {
    hosted().main().data().lag(new IndexLag(bound, seed));
  }

  /** Searches see everything that has happened so far; later changes lag as before. */
  public final void reindex() {
    hosted().main().data().reindex();
  }

  /**
   * What an exact copy of a project must hold: its issues that the account may see, by rising id;
   * of all projects of the main site where the key is empty.
   */
  public final List<IssueState> truth(String projectKey) {
    return new SiteTruth(hosted().main().data()).of(projectKey);
  }

  /**
   * The truth about all issues of a project by rising id, hidden ones included, or about all issues
   * where the key is empty.
   */
  public final List<IssueTruth> issues(String projectKey) {
    return issues(projectKey, Site.MAIN_ID);
  }

  /** The same of another site. */
  public final List<IssueTruth> issues(String projectKey, String cloudId) {
    return hosted().get(cloudId).issues(projectKey);
  }

  private IssueEdits edits(HostedSite site) {
    JiraContext context = context(site.site().cloudId());
    return new IssueEdits(context.data(), clock, context.self(), wholeSeconds);
  }

  private JiraData dataOf(String idOrKey) {
    return hosted().holding(idOrKey).data();
  }

  private Issue issue(String idOrKey) {
    Issue issue = dataOf(idOrKey).find(idOrKey);
    if (issue == null) {
      throw EditRefused.unknownIssue(idOrKey);
    }
    return issue;
  }

  private static Map<String, JsonNode> json(Map<String, ? extends @Nullable Object> fields) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    fields.forEach((name, value) -> values.put(name, Json.MAPPER.valueToTree(value)));
    return values;
  }
}
