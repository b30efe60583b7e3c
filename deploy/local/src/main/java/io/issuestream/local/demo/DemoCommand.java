package io.issuestream.local.demo;

import io.issuestream.local.cli.Progress;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Does the whole job as a team admin would: fills the sandbox, connects Jira, chooses projects, imports members,",
      "delivers pull requests, waits, and prints what came out. Starts the stack when it is not up.",
      "Exit code 0 only if every issue and pull request is accounted for."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--issues",
      paramLabel = "N",
      defaultValue = "400",
      description = "Generate this many issues (${DEFAULT-VALUE}).")
  private int issues = 400;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Of the generated data (${DEFAULT-VALUE}).")
  private long seed = 42;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Raw issue JSON instead of generated: *.jsonl, *.jsonl.gz, *.json.")
  private @Nullable Path data;

  @Option(
      names = "--jira",
      paramLabel = "URL",
      description = "A Jira Data Center instead of the sandbox.")
  private @Nullable URI jira;

  @Option(
      names = "--token",
      description = "A personal access token for it; without one it is read anonymously.")
  private @Nullable String token;

  @Option(
      names = "--projects",
      paramLabel = "KEY",
      split = ",",
      description = "Projects to take; all if none is named.")
  private List<String> projects = List.of();

  @Option(
      names = "--pull-requests",
      paramLabel = "FILE",
      description = "Merged pull requests, a JSON object a line.")
  private @Nullable Path pullRequests;

  @Option(
      names = "--members",
      paramLabel = "FILE",
      description = "Team members as CSV: email,displayName,githubLogin.")
  private @Nullable Path members;

  @Option(
      names = "--surface",
      description =
          "What the sandbox plays: ${COMPLETION-CANDIDATES} (cloud; data-center with --data).")
  private @Nullable Surface surface;

  @Option(
      names = "--team",
      defaultValue = "demo",
      description = "The team to work as (${DEFAULT-VALUE}).")
  private String team = "demo";

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "90",
      description = "Give up when nothing moves for so long (${DEFAULT-VALUE}).")
  private int patience = 90;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    DemoPlan plan = plan();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try {
      Stack stack = up(plan, terminal);
      Outcome outcome = new Demo(stack, plan, terminal).run();
      new Printout(terminal).print(outcome);
      write(outcome);
      return outcome.isGood() ? 0 : 1;
    } catch (DemoFailed failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  private DemoPlan plan() {
    Surface chosen =
        Optional.ofNullable(surface).orElse(data == null ? Surface.CLOUD : Surface.DATA_CENTER);
    return new DemoPlan(
        source(), chosen, team.toLowerCase(Locale.ROOT), Duration.ofSeconds(patience));
  }

  private Source source() {
    if (jira != null && data != null) {
      throw wrong("Give either --jira or --data, not both.");
    }
    if (jira != null) {
      return new Source.OtherJira(
          jira, Optional.ofNullable(token), projects, file(pullRequests), file(members));
    }
    if (token != null) {
      throw wrong("--token goes with --jira; the sandbox has its own.");
    }
    if (data == null) {
      if (pullRequests != null || members != null) {
        throw wrong(
            "Generated data brings its own pull requests and members; --data or --jira takes files.");
      }
      return new Source.Generated(issues, seed, projects);
    }
    if (!Files.isDirectory(data)) {
      throw wrong("There is no directory " + data + ".");
    }
    return new Source.Loaded(data, projects, file(pullRequests), file(members));
  }

  private Optional<Path> file(@Nullable Path path) {
    if (path != null && !Files.isRegularFile(path)) {
      throw wrong("There is no file " + path + ".");
    }
    return Optional.ofNullable(path);
  }

  private static Stack up(DemoPlan plan, Terminal terminal) {
    Stack stack = StackOption.stack();
    Optional<StackState> running = stack.running();
    if (running.isEmpty()) {
      stack.start(plan.usesSandbox(), new Progress(terminal)::show);
    } else if (!running.get().allReady()) {
      throw new DemoFailed(
          "The stack is up, but not all of it is ready; ./issuestream status says what is not.");
    } else if (plan.usesSandbox() && running.get().part(StackParts.SANDBOX).isEmpty()) {
      throw new DemoFailed(
          "The stack runs without its sandbox; ./issuestream down, then try again.");
    }
    return stack;
  }

  private void write(Outcome outcome) {
    if (json != null) {
      try {
        Files.write(json, JSON.writeValueAsBytes(outcome));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The file " + json + " cannot be written: " + e.getMessage(), e);
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
