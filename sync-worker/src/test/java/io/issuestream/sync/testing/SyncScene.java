package io.issuestream.sync.testing;

import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.contracts.connection.ConnectionState;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.member.TeamMemberState;
import io.issuestream.contracts.member.TeamMemberUpserted;
import io.issuestream.contracts.project.ProjectState;
import io.issuestream.contracts.project.ProjectTracked;
import io.issuestream.contracts.project.ProjectUntracked;
import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A Jira, and everything that other services would tell the worker about it. */
public final class SyncScene implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final TestStack stack;
  private final JiraSandbox jira;
  private final SealingKeys keys;
  private final Announcements topics;
  private final AtomicLong revisions = new AtomicLong();
  private @Nullable String elsewhere;

  private SyncScene(TestStack stack, JiraSandbox jira, SealingKeys keys) {
    this.stack = stack;
    this.jira = jira;
    this.keys = keys;
    this.topics = new Announcements(stack);
  }

  /** Starts a Jira and takes a place on the shared servers. */
  public static SyncScene create(String hint) {
    return create(hint, SandboxOptions.defaults());
  }

  /** The same with a Jira of one's choice. */
  public static SyncScene create(String hint, SandboxOptions options) {
    return new SyncScene(TestStack.create(hint), JiraSandbox.start(options), SealingKeys.create());
  }

  public TestStack stack() {
    return stack;
  }

  public JiraSandbox jira() {
    return jira;
  }

  public SealingKeys keys() {
    return keys;
  }

  public Announcements topics() {
    return topics;
  }

  /** Connects a team to the sandbox with credentials that it accepts. */
  public void connect(String team, JiraDeployment deployment) {
    if (deployment == JiraDeployment.CLOUD) {
      connect(
          team,
          deployment,
          Authentication.API_TOKEN,
          """
          {"kind":"api_token","email":"%s","token":"%s"}\
          """
              .formatted(JiraSandbox.CLOUD_EMAIL, JiraSandbox.CLOUD_API_TOKEN));
    } else {
      connect(
          team,
          deployment,
          Authentication.PERSONAL_ACCESS_TOKEN,
          """
          {"kind":"personal_access_token","token":"%s"}\
          """
              .formatted(JiraSandbox.PERSONAL_ACCESS_TOKEN));
    }
  }

  /** Connects a team to the sandbox without credentials. */
  public void connectAnonymously(String team) {
    connect(team, JiraDeployment.DATA_CENTER, Authentication.ANONYMOUS, "{\"kind\":\"anonymous\"}");
  }

  private void connect(
      String team, JiraDeployment deployment, Authentication authentication, String credentials) {
    String url = url(deployment);
    String id = connectionId(team);
    long revision = revisions.incrementAndGet();
    topics.publish(
        new ConnectionEstablished(
            team, revision, new ConnectionState(id, deployment, url, authentication, true, null)));
    topics.publish(
        new TokenRefreshed(team, revision, id, keys.seal(credentials, team, id, revision), null));
  }

  private String url(JiraDeployment deployment) {
    boolean cloud = deployment == JiraDeployment.CLOUD;
    if (elsewhere != null) {
      return elsewhere + (cloud ? "/cloud" : "/dc");
    }
    return cloud ? jira.cloudUrl() : jira.dataCenterUrl();
  }

  /** Connects from now on to a sandbox in another process, which has the same projects. */
  public void useJiraAt(String origin) {
    elsewhere = origin;
  }

  /** Ends a team's connection. */
  public void disconnect(String team) {
    topics.publish(
        new ConnectionRevoked(
            team,
            revisions.incrementAndGet(),
            new ConnectionState(
                connectionId(team),
                JiraDeployment.CLOUD,
                jira.cloudUrl(),
                Authentication.API_TOKEN,
                false,
                "Removed by an admin")));
    topics.erase(Topic.JIRA_CREDENTIALS, team, connectionId(team));
  }

  public static String connectionId(String team) {
    return "c-" + team;
  }

  /** Lists a team member. */
  public void member(String team, String email) {
    topics.publish(
        new TeamMemberUpserted(
            team,
            revisions.incrementAndGet(),
            new TeamMemberState("m-" + email, email, email, null, null, false)));
  }

  /** Selects a project. */
  public void track(String team, String projectKey) {
    topics.publish(
        new ProjectTracked(team, revisions.incrementAndGet(), project(team, projectKey, true)));
  }

  /** Selects a project whose sync waits for the next schedule. */
  public void trackForLater(String team, String projectKey) {
    topics.publish(
        new ProjectTracked(
            team,
            revisions.incrementAndGet(),
            new ProjectState(
                connectionId(team), projectId(projectKey), projectKey, projectKey, true, false)));
  }

  /** Deselects a project. */
  public void untrack(String team, String projectKey) {
    topics.publish(
        new ProjectUntracked(team, revisions.incrementAndGet(), project(team, projectKey, false)));
  }

  private ProjectState project(String team, String projectKey, boolean active) {
    return new ProjectState(
        connectionId(team), projectId(projectKey), projectKey, projectKey, active, true);
  }

  public String projectId(String projectKey) {
    return jira.data().projects().values().stream()
        .map(project -> project.project())
        .filter(project -> project.key().equals(projectKey))
        .map(project -> Long.toString(project.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Asks for an incremental sync. */
  public void request(String team, @Nullable String projectKey) {
    request(team, projectKey, false);
  }

  /** Asks for a sync. */
  public void request(String team, @Nullable String projectKey, boolean full) {
    long number = revisions.incrementAndGet();
    topics.publish(
        new SyncRequested(
            team,
            1,
            "r-" + number,
            SyncTrigger.MANUAL,
            projectKey == null ? null : projectId(projectKey),
            full,
            null,
            false));
  }

  /** Asks for every active project's sync, as the nightly trigger does. */
  public void requestNightly(String team) {
    topics.publish(
        new SyncRequested(
            team,
            1,
            "r-" + revisions.incrementAndGet(),
            SyncTrigger.NIGHTLY,
            null,
            false,
            null,
            true));
  }

  /** Waits until so many runs of a project have completed; the last one's event. */
  public SyncCompleted awaitCompleted(String team, String projectKey, int runs) {
    String project = projectId(projectKey);
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> completed(team, project), done -> done.size() >= runs)
        .getLast();
  }

  /**
   * Waits until a run like this has completed; its event. How a project stands is a state: of runs
   * that follow each other closely only the last one's end may be told.
   */
  public SyncCompleted awaitCompleted(
      String team, String projectKey, Predicate<SyncProgress> like) {
    String project = projectId(projectKey);
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                completed(team, project).stream()
                    .filter(done -> like.test(done.progress()))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<SyncCompleted> completed(String team, String projectId) {
    return progress(team).stream()
        .filter(SyncCompleted.class::isInstance)
        .map(SyncCompleted.class::cast)
        .filter(done -> done.aggregateId().equals(projectId))
        .toList();
  }

  /** Everything told of a team's runs. */
  public List<SyncProgressEvent> progress(String team) {
    return topics.events(Topic.JIRA_SYNC_PROGRESS, team, SyncProgressEvent.class);
  }

  /** Everything published of a team's issues. */
  public List<IssueEvent> issueEvents(String team) {
    return topics.events(Topic.JIRA_ISSUES, team, IssueEvent.class);
  }

  /** What is left of it: the last state of each issue. */
  public Map<Long, IssueState> issues(String team) {
    var latest = new HashMap<Long, IssueState>();
    issueEvents(team).forEach(event -> latest.put(event.issue().id(), event.issue()));
    return latest;
  }

  @Override
  public void close() {
    topics.close();
    jira.close();
  }
}
