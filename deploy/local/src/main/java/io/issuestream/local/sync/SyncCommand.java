package io.issuestream.local.sync;

import io.issuestream.contracts.Keys;
import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "sync",
    sortOptions = false,
    description = {
      "Asks for a sync as the team's admin, shows what is dispatched, follows it to its end and prints what it did.",
      "Exit code 0 only if all that was asked for completed. Interrupting it stops the looking, not the sync."
    },
    mixinStandardHelpOptions = true)
public final class SyncCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--project",
      paramLabel = "KEY",
      split = ",",
      description = "A tracked project, by key or id; several by commas. All without it.")
  private List<String> projects = List.of();

  @Option(names = "--full", description = "Read everything again, not only what changed.")
  private boolean full;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Read what changed since: 2026-11-20, 2026-11-20T08:30 (both here), 2026-11-20T08:30:00Z, or 3d (ago).")
  private @Nullable String since;

  @Option(
      names = "--team",
      defaultValue = "demo",
      description = "The team to work as (${DEFAULT-VALUE}).")
  private String team = "demo";

  @Option(
      names = "--no-wait",
      description = "Do not follow it. Exit code 0 if nothing was skipped.")
  private boolean noWait;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Stop looking when nothing moves for so long (${DEFAULT-VALUE}).")
  private int patience = 300;

  @Override
  public Integer call() {
    Asked.Wish wish = wish();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      return refuse("The stack is not up; ./issuestream up starts it.");
    }
    Api admin = stack.api(team, TokenRole.TEAM_ADMIN);
    Duration time = Duration.ofSeconds(patience);
    try {
      return new Syncing(admin, team, terminal).run(wish, noWait ? Duration.ZERO : time) ? 0 : 1;
    } catch (ApiRefused refused) {
      return refuse(
          refused.detail().isEmpty()
              ? String.valueOf(refused.getMessage())
              : "Team " + team + ": " + refused.detail());
    } catch (DemoFailed interrupted) {
      return refuse(String.valueOf(interrupted.getMessage()));
    }
  }

  private Asked.Wish wish() {
    if (full && since != null) {
      throw wrong("--full reads everything; leave --since out, or --full.");
    }
    if (projects.stream().anyMatch(String::isBlank)) {
      throw wrong("--project wants a project's key.");
    }
    if (patience < 1) {
      throw wrong("--patience is at least 1.");
    }
    try {
      var _ = Keys.requireTeam(team);
      return new Asked.Wish(
          projects,
          full,
          Optional.ofNullable(since)
              .map(text -> SinceText.parse(text, Instant.now(), ZoneId.systemDefault())));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    spec.commandLine().getErr().flush();
    return 1;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
