package io.issuestream.sandbox;

import io.issuestream.sandbox.admin.FaultInjector;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.generate.GeneratedTeam;
import io.issuestream.sandbox.github.GitHub;
import io.issuestream.sandbox.github.GitHubLogin;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.http.HttpDoor;
import io.issuestream.sandbox.limit.JiraLimits;
import io.issuestream.sandbox.limit.JiraUse;
import io.issuestream.sandbox.load.LoadReport;
import io.issuestream.sandbox.oauth.AuthorizationServer;
import io.issuestream.sandbox.oauth.Site;
import io.issuestream.sandbox.rest.JiraContext;
import io.issuestream.sandbox.rest.Login;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Jira to run against: a Cloud and a Data Center surface over the same data, Atlassian's
 * authorisation and gateway, and GitHub's pull requests, on one port. Start it inside a test or as
 * a program; every method here is also offered by the admin API under {@code /sandbox}.
 */
public final class JiraSandbox extends IssueLife implements AutoCloseable {
  /** Cloud login: this e-mail address with {@link #CLOUD_API_TOKEN} by basic authentication. */
  public static final String CLOUD_EMAIL = Login.EMAIL;

  /** Cloud API token. */
  public static final String CLOUD_API_TOKEN = Login.API_TOKEN;

  /** Data Center personal access token, sent as a bearer token. */
  public static final String PERSONAL_ACCESS_TOKEN = Login.PERSONAL_ACCESS_TOKEN;

  /** GitHub's fine-grained token. */
  public static final String GITHUB_TOKEN = GitHubLogin.TOKEN;

  private final RequestLog requests = new RequestLog();
  private final FaultInjector faults;
  private final JiraDoor jira;
  private final Login login;
  private final HttpDoor door;
  private final String origin;
  private final HostedSites sites;
  private final AuthorizationServer oauth;
  private final GitHub gitHub;
  private volatile ZoneId timeZone;

  private JiraSandbox(SandboxOptions options) {
    super(new SandboxClock(options.clock()));
    this.timeZone = options.timeZone();
    this.faults = new FaultInjector(options.faults());
    this.jira = new JiraDoor(this, faults, options.limits());
    this.login = new Login(options.anonymousReading());
    Router router = new Router();
    this.door = HttpDoor.open(options.host(), options.port(), router);
    this.origin = "http://" + options.host() + ":" + door.port();
    this.sites = new HostedSites(origin, cloudUrl());
    this.oauth = new AuthorizationServer(sites.all(), options.clock());
    this.gitHub = new GitHub(origin + "/github", options.clock());
    router.open(this, login);
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

  /** Base URL of what is {@code auth.atlassian.com} at Atlassian. */
  public String authUrl() {
    return origin + "/auth";
  }

  /** Base URL of what is {@code api.atlassian.com} at Atlassian. */
  public String apiUrl() {
    return origin + "/api";
  }

  /** Base URL of what is {@code api.github.com} at GitHub. */
  public String gitHubUrl() {
    return origin + "/github";
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
    LoadReport report = sites.main().load(directory, projects);
    gitHub.team(null);
    return report;
  }

  /** Makes up a team in place of what was there. */
  public GeneratedTeam generate(GenerateOptions wanted) {
    GeneratedTeam team = sites.main().generate(wanted);
    gitHub.team(team);
    return team;
  }

  /**
   * GitHub webhook deliveries of the made-up pull requests, a JSON line each; none for loaded data.
   */
  public Stream<byte[]> pullRequestDeliveries() {
    GeneratedTeam team = sites.main().world().team();
    return team == null ? Stream.empty() : team.deliveries();
  }

  /**
   * The team's members as CSV: the made-up team's own list, or for loaded data the active people
   * seen in it.
   */
  public String membersCsv() {
    HostedSite.World now = sites.main().world();
    return now.team() == null ? LoadedMembers.csv(now.data().accounts()) : now.team().membersCsv();
  }

  /** The sites a user can grant: the one with the data, and a small second one. */
  public List<Site> sites() {
    return sites.all();
  }

  /** Atlassian's authorisation server. */
  public AuthorizationServer oauth() {
    return oauth;
  }

  /** What GitHub does besides answering. */
  public GitHub gitHub() {
    return gitHub;
  }

  /** Everything it knows. */
  public JiraData data() {
    return sites.main().data();
  }

  /** The requests to all surfaces so far, oldest first. */
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

  /** Sets the limits that hold from now on; what was used up is given back. */
  public void limits(JiraLimits chosen) {
    jira.limits().limits(chosen);
  }

  /** The limits that hold. */
  public JiraLimits limits() {
    return jira.limits().limits();
  }

  /** How Jira's surfaces were used so far, and who asked on after being told to wait. */
  public JiraUse use() {
    return jira.meter().use();
  }

  /** Counts from 0 again, and forgets who was told to wait. */
  public void forgetUse() {
    jira.meter().forget();
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

  JiraDoor door() {
    return jira;
  }

  /** Whose credentials these are on a surface; null where they are refused. */
  @Nullable String accountOf(Call call, String surface) {
    Surface asked = surface.equals("cloud") ? Surface.CLOUD : Surface.DATA_CENTER;
    String name = login.accountName(asked, call.authorization());
    return name == null ? null : surface + " " + name;
  }

  /** What the main site's endpoints answer from at this moment. */
  JiraContext context() {
    return context(Site.MAIN_ID);
  }

  @Override
  HostedSites hosted() {
    return sites;
  }

  /** What a site's endpoints answer from at this moment. */
  @Override
  JiraContext context(String cloudId) {
    JiraData now = sites.get(cloudId).data();
    Set<Long> broken = new HashSet<>();
    for (String key : faults.current().brokenIssues()) {
      Issue issue = now.find(key);
      if (issue != null) {
        broken.add(issue.id());
      }
    }
    return new JiraContext(now, timeZone, clock(), broken, null);
  }
}
