package io.issuestream.sandbox;

import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.limit.JiraLimits;
import io.issuestream.sandbox.load.LoadReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.netty.ChannelBindException;

/** The program: starts a sandbox, fills it, and serves until it is stopped. */
@Command(
    name = "jira-sandbox",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description =
        "A Jira to run against: Cloud under /cloud, Data Center under /dc, Atlassian's"
            + " authorisation under /auth and /api, GitHub under /github, the admin API under"
            + " /sandbox.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped", "1:could not start", "2:wrong arguments"})
public final class SandboxCommand implements Callable<Integer> {
  private static final int PROBLEMS_SHOWN = 5;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Port, 0 for any (default ${DEFAULT-VALUE}).")
  private int port = 8090;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Load raw issue JSON: *.jsonl, *.jsonl.gz, *.json.")
  private @Nullable Path directory;

  @Option(names = "--projects", split = ",", description = "Project keys to load, or to generate.")
  private List<String> projects = List.of();

  @Option(
      names = "--issues",
      paramLabel = "N",
      description = "Generate a team with N issues instead of loading.")
  private @Nullable Integer issues;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the generator (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--pull-requests",
      paramLabel = "N",
      description = "Generate exactly N pull requests; else about four issues of ten have one.")
  private @Nullable Integer pullRequests;

  @Option(
      names = "--anchor",
      description = "The moment generated data ends at, such as 2026-11-02T14:00:00Z.")
  private @Nullable String anchor;

  @Option(
      names = "--time-zone",
      defaultValue = "America/New_York",
      description = "Time zone of the calling account (default ${DEFAULT-VALUE}).")
  private String timeZone = "America/New_York";

  @Option(
      names = "--no-anonymous",
      description = "Data Center refuses callers without credentials.")
  private boolean closed;

  @Option(
      names = "--limits",
      description = "Atlassian's rate limits hold: points an hour, bursts, writes of an issue.")
  private boolean limited;

  SandboxCommand() {}

  /** Starts the program. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    boolean plain = System.getenv("NO_COLOR") != null;
    return new CommandLine(new SandboxCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.AUTO));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = line().getOut();
    if (directory != null && issues != null) {
      throw wrong("Give either --data or --issues, not both.");
    }
    try (JiraSandbox sandbox = JiraSandbox.start(options())) {
      fill(sandbox, out);
      out.println("Cloud        " + sandbox.cloudUrl());
      out.println("Data Center  " + sandbox.dataCenterUrl());
      out.println("Atlassian    " + sandbox.authUrl() + " and " + sandbox.apiUrl());
      out.println("GitHub       " + sandbox.gitHubUrl());
      out.println("Admin API    " + sandbox.adminUrl());
      out.flush();
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
      stopped.await();
      return 0;
    } catch (ChannelBindException e) {
      line()
          .getErr()
          .println(
              "Port "
                  + port
                  + " on "
                  + host
                  + " is in use. Stop what is there or choose another --port.");
      return 1;
    } catch (UncheckedIOException e) {
      line().getErr().println(e.getMessage());
      return 1;
    }
  }

  private SandboxOptions options() {
    try {
      return SandboxOptions.defaults()
          .onHost(host)
          .onPort(port)
          .in(ZoneId.of(timeZone))
          .withLimits(limited ? JiraLimits.ATLASSIAN : JiraLimits.NONE)
          .withAnonymousReading(!closed);
    } catch (DateTimeException e) {
      throw wrong("'" + timeZone + "' is not a time zone; give one such as Europe/Berlin.");
    }
  }

  private void fill(JiraSandbox sandbox, PrintWriter out) {
    if (directory != null) {
      loaded(sandbox.load(directory, projects), out);
    } else if (issues != null) {
      long began = System.nanoTime();
      int pullRequests = sandbox.generate(wanted(issues)).pullRequestCount();
      out.printf(
          "Generated %d issues and %d pull requests in %d ms.%n",
          sandbox.data().issueCount(), pullRequests, (System.nanoTime() - began) / 1_000_000);
    }
  }

  private GenerateOptions wanted(int count) {
    try {
      return new GenerateOptions(
          count,
          seed,
          projects,
          anchor == null ? GenerateOptions.DEFAULT_ANCHOR : Instant.parse(anchor),
          pullRequests);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static void loaded(LoadReport report, PrintWriter out) {
    out.printf(
        "Loaded %d issues of %d projects, %d sprints, %d users in %d ms.%n",
        report.issues(), report.projects(), report.sprints(), report.users(), report.millis());
    if (report.otherRecords() > 0 || report.repeated() > 0) {
      out.printf(
          "%d records are no issues; %d issues came more than once.%n",
          report.otherRecords(), report.repeated());
    }
    report.problems().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(p -> out.printf("%s line %d: %s%n", p.file(), p.line(), p.reason()));
    if (report.problems().size() > PROBLEMS_SHOWN) {
      out.printf(
          "... and %d more lines that cannot be read.%n",
          report.problems().size() - PROBLEMS_SHOWN);
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(line(), message);
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the specification before it calls");
    }
    return spec.commandLine();
  }
}
