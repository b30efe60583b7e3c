package io.issuestream.local.erasure;

import io.issuestream.contracts.Keys;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "erase",
    sortOptions = false,
    description = {
      "Erases a person from a team: from all tables and topics, for good; no later sync brings them back.",
      "Prints what each service did, and where texts that people wrote still name the person.",
      "Exit code 0 only if every service has reported."
    },
    mixinStandardHelpOptions = true)
public final class EraseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--team", required = true, description = "The team.")
  private String team = "";

  @Option(
      names = "--account-id",
      paramLabel = "ID",
      description = "By Jira account id; on Data Center the user key.")
  private @Nullable String accountId;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "By e-mail address.")
  private @Nullable String email;

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
    Map<String, String> whom = whom();
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      return refuse("The stack is not up; ./issuestream up starts it.");
    }
    if (!yes && !Consent.given("Erase this person from team " + team + " for good?")) {
      return refuse("Nothing was erased.");
    }
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try {
      return new Erasing(stack.api(team, TokenRole.SRE), team, terminal)
              .run("erasures", whom, Duration.ofSeconds(patience))
          ? 0
          : 1;
    } catch (ApiRefused refused) {
      return refuse(
          refused.detail().isEmpty() ? String.valueOf(refused.getMessage()) : refused.detail());
    }
  }

  private Map<String, String> whom() {
    try {
      var _ = Keys.requireTeam(team);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    if (patience < 1) {
      throw new ParameterException(spec.commandLine(), "--patience is at least 1.");
    }
    var whom = new HashMap<String, String>();
    if (accountId != null && !accountId.isBlank()) {
      whom.put("accountId", accountId);
    }
    if (email != null && !email.isBlank()) {
      whom.put("email", email);
    }
    if (whom.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Say whom: --account-id or --email, or both.");
    }
    return whom;
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
