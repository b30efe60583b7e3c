package io.issuestream.local.verify;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.access.Principal;
import io.issuestream.local.cli.Durations;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.demo.LiveLines;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Compares Jira's censuses, the services' stores and projections and the topics' last records by counts and",
      "checksums, works all figures out afresh, and names what differs and where. It changes nothing.",
      "Exit code 0 if all is equal, 1 if something differs, 2 if it could not be told. See docs/operations/verify.md."
    },
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--team",
      paramLabel = "TEAM",
      split = ",",
      description = "A team; several by commas. Every team that the topics name without it.")
  private List<String> teams = List.of();

  @Option(
      names = "--project",
      paramLabel = "KEY",
      split = ",",
      description = "Only what belongs to these projects.")
  private List<String> projects = List.of();

  @Option(
      names = "--within",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long each team may take to come to rest: 90s, 5m (${DEFAULT-VALUE}).")
  private String within = "60s";

  @Option(
      names = "--census",
      description = "Have Jira counted anew first, by a sync of what changed.")
  private boolean census;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all that was found there.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    Verification.Scope scope = scope();
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      return untold("The stack is not up; ./issuestream up starts it.");
    }
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    LiveLines lines = new LiveLines(terminal);
    Report report;
    try {
      report = of(stack).run(scope, line -> lines.show(List.of(line)));
    } catch (KafkaException | UncheckedIOException | DemoFailed e) {
      return untold(String.valueOf(e.getMessage()));
    }
    lines.finish(List.of());
    new VerifyPrintout(terminal).print(report);
    if (json != null) {
      write(report, json);
    }
    return report.outcome().exitCode();
  }

  private int untold(String why) {
    spec.commandLine().getErr().println(why);
    spec.commandLine().getErr().flush();
    return Outcome.UNTOLD.exitCode();
  }

  /** That of a stack with servers of its own. */
  public static Verification of(Stack stack) {
    Map<String, Object> kafka =
        new HashMap<>(KafkaAccounts.in(stack.home()).of(Principal.SRE).clientSettings());
    kafka.put("bootstrap.servers", "127.0.0.1:" + stack.home().ports().kafka());
    return new Verification(
        stack.frontDoor(),
        () -> stack.tokens().issue("verify", "platform", TokenRole.SRE, Duration.ofHours(2)),
        kafka,
        "");
  }

  private Verification.Scope scope() {
    try {
      for (String team : teams) {
        var _ = Keys.requireTeam(team);
      }
      Duration time = Durations.parse(within);
      if (time.isNegative()) {
        throw new IllegalArgumentException("--within is not less than nothing.");
      }
      Set<String> keys = new HashSet<>(projects);
      if (keys.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("--project wants a project's key.");
      }
      return new Verification.Scope(new HashSet<>(teams), keys, time, census);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static void write(Report report, Path file) {
    try {
      Files.write(
          file,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be written: " + e.getMessage(), e);
    }
  }
}
