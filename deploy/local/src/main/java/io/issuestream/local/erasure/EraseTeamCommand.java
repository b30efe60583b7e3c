package io.issuestream.local.erasure;

import io.issuestream.contracts.Keys;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "erase-team",
    sortOptions = false,
    description = {
      "Deletes a team with everything that is held of it: all rows of all services, and its keys on all topics.",
      "Its name is not to be used again. Exit code 0 only if every service has reported."
    },
    mixinStandardHelpOptions = true)
public final class EraseTeamCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--team", required = true, description = "The team.")
  private String team = "";

  @Option(names = "--yes", description = "Do not ask whether it is meant.")
  private boolean yes;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "How long to wait for the services (${DEFAULT-VALUE}); they go on by themselves.")
  private int patience = 300;

  @Override
  public Integer call() {
    try {
      var _ = Keys.requireTeam(team);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      return refuse("The stack is not up; ./issuestream up starts it.");
    }
    if (!yes && !Consent.given("Delete team " + team + " and all that is held of it?")) {
      return refuse("Nothing was deleted.");
    }
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try {
      return new Erasing(stack.api(team, TokenRole.SRE), team, terminal)
              .run("team-erasures", Map.of("team", team), Duration.ofSeconds(Math.max(1, patience)))
          ? 0
          : 1;
    } catch (ApiRefused refused) {
      return refuse(
          refused.detail().isEmpty() ? String.valueOf(refused.getMessage()) : refused.detail());
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
