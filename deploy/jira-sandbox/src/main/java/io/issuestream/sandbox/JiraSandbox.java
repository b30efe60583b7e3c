package io.issuestream.sandbox;

import io.issuestream.sandbox.admin.FaultInjector;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.edit.EditRefused;
import io.issuestream.sandbox.edit.IssueEdits;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.generate.GeneratedTeam;
import io.issuestream.sandbox.generate.TeamGenerator;
import io.issuestream.sandbox.http.HttpDoor;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.load.IssueFiles;
import io.issuestream.sandbox.load.LoadReport;
import io.issuestream.sandbox.rest.JiraContext;
import io.issuestream.sandbox.rest.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Jira to run against: a Cloud and a Data Center surface over the same data, on one port. Start
 * it inside a test or as a program; every method here is also offered by the admin API under {@code
 * /sandbox}.
 */
public final class JiraSandbox implements AutoCloseable {
  /** Cloud login: this e-mail address with {@link #CLOUD_API_TOKEN} by basic authentication. */
  public static final String CLOUD_EMAIL = Login.EMAIL;

  /** Cloud API token. */
  public static final String CLOUD_API_TOKEN = Login.API_TOKEN;

  /** Data Center personal access token, sent as a bearer token. */
  public static final String PERSONAL_ACCESS_TOKEN = Login.PERSONAL_ACCESS_TOKEN;

  private final SandboxOptions options;
  private final RequestLog requests = new RequestLog();
  private final FaultInjector faults = new FaultInjector();
  private final HttpDoor door;
  private final String origin;
  private volatile ZoneId timeZone;
  private volatile World world;

  /** The data and, where it was made up, what else was. */
  private record World(JiraData data, @Nullable GeneratedTeam team) {}

  private JiraSandbox(SandboxOptions options) {
    this.options = options;
    this.timeZone = options.timeZone();
    Router router = new Router(this, new Login(options.anonymousReading()));
    this.door = HttpDoor.open(options.host(), options.port(), router);
    this.origin = "http://" + options.host() + ":" + door.port();
    this.world = new World(new JiraData(origin), null);
    router.open();
  }

  /** Starts an empty sandbox; it answers when this returns. */
  public static JiraSandbox start(SandboxOptions options) {
    return new JiraSandbox(options);
  }

  /** The port it listens on. */
  public int port() {
    return door.port();
  }

  /** Base URL of the Cloud surface. */
  public String cloudUrl() {
    return origin + Surface.CLOUD.path();
  }

  /** Base URL of the Data Center surface. */
  public String dataCenterUrl() {
    return origin + Surface.DATA_CENTER.path();
  }

  /** Base URL of the admin API. */
  public String adminUrl() {
    return origin + "/sandbox";
  }

  /**
   * Takes the issues of every {@code *.jsonl}, {@code *.jsonl.gz} and {@code *.json} file under a
   * directory in place of what was there.
   *
   * @param projects keys of the projects to keep; empty keeps all
   * @throws UncheckedIOException if there is no such directory
   */
  public LoadReport load(Path directory, Collection<String> projects) {
    JiraData loaded = new JiraData(origin);
    try {
      LoadReport report = IssueFiles.load(directory, Set.copyOf(projects), loaded);
      world = new World(loaded, null);
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory " + directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Makes up a team in place of what was there. */
  public GeneratedTeam generate(GenerateOptions wanted) {
    JiraData made = new JiraData(origin);
    GeneratedTeam team = TeamGenerator.generate(wanted, made);
    world = new World(made, team);
    return team;
  }

  /**
   * Sets fields of an issue as a user would: {@code updated} moves and a history tells of it,
   * unless nothing changes. Values are those that Jira takes, and simpler ones: {@code status},
   * {@code assignee}, {@code priority} by name, {@code sprint} by id, {@code storyPoints} as a
   * number.
   *
   * @throws EditRefused if the issue or a value is not known
   */
  public IssueTruth edit(String idOrKey, Map<String, ? extends @Nullable Object> fields) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    fields.forEach((name, value) -> values.put(name, Json.MAPPER.valueToTree(value)));
    return editJson(idOrKey, values);
  }

  /** The same with values given as JSON. */
  public IssueTruth editJson(String idOrKey, Map<String, JsonNode> fields) {
    return IssueTruth.of(edits().edit(idOrKey, fields));
  }

  /**
   * Moves an issue to another project; its former key keeps leading to it.
   *
   * @throws EditRefused if the issue or the project is not known
   */
  public IssueTruth move(String idOrKey, String projectKey) {
    return IssueTruth.of(edits().move(idOrKey, projectKey));
  }

  /**
   * Deletes an issue.
   *
   * @throws EditRefused if it is not known
   */
  public void delete(String idOrKey) {
    edits().delete(idOrKey);
  }

  /**
   * The truth about all issues of a project by rising id, or about all issues where the key is
   * empty.
   */
  public List<IssueTruth> issues(String projectKey) {
    JiraData now = data();
    return now.read(() -> {
      List<IssueTruth> all = new ArrayList<>();
      for (ProjectIssues project : now.projects().values()) {
        if (projectKey.isEmpty() || projectKey.equals(project.project().key())) {
          for (int i = 0; i < project.size(); i++) {
            all.add(IssueTruth.of(project.get(i)));
          }
        }
      }
      all.sort(Comparator.comparingLong(IssueTruth::id));
      return all;
    });
  }

  /**
   * GitHub webhook deliveries of the made-up pull requests, a JSON line each; none for loaded data.
   */
  public Stream<byte[]> pullRequestDeliveries() {
    GeneratedTeam team = world.team();
    return team == null ? Stream.empty() : team.deliveries();
  }

  /**
   * The team's members as CSV: the made-up team's own list, or for loaded data the active people
   * seen in it.
   */
  public String membersCsv() {
    World now = world;
    return now.team() == null ? LoadedMembers.csv(now.data().accounts()) : now.team().membersCsv();
  }

  private IssueEdits edits() {
    JiraContext context = context();
    return new IssueEdits(context.data(), options.clock(), context.self());
  }

  /** Everything it knows. */
  public JiraData data() {
    return world.data();
  }

  /** The requests to both surfaces so far, oldest first. */
  public List<RequestLog.Entry> requests() {
    return requests.since(0);
  }

  /** The request log itself. */
  public RequestLog requestLog() {
    return requests;
  }

  /** Sets what goes wrong from now on, in place of what was set before. */
  public void faults(Faults chosen) {
    faults.set(chosen);
  }

  /** What goes wrong at present. */
  public Faults faults() {
    return faults.current();
  }

  /** The calling account's time zone. */
  public ZoneId timeZone() {
    return timeZone;
  }

  /** Moves the calling account to another time zone. */
  public void timeZone(ZoneId zone) {
    timeZone = zone;
  }

  @Override
  public void close() {
    door.close();
  }

  FaultInjector injector() {
    return faults;
  }

  SandboxOptions options() {
    return options;
  }

  /** What endpoints answer from at this moment. */
  JiraContext context() {
    JiraData now = world.data();
    Set<Long> broken = new HashSet<>();
    for (String key : faults.current().brokenIssues()) {
      Issue issue = now.find(key);
      if (issue != null) {
        broken.add(issue.id());
      }
    }
    return new JiraContext(now, timeZone, options.clock(), broken);
  }
}
