package io.issuestream.local.cli;

import io.issuestream.local.issuer.TokenRole;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    description = "Prints an access token of the local issuer, and nothing else.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  /** Teams are the tenants; the demo works as this one too. */
  static final String DEFAULT_TEAM = "demo";

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}.")
  private TokenRole role = TokenRole.MEMBER;

  @Option(
      names = "--team",
      defaultValue = DEFAULT_TEAM,
      description = "The team it acts for (${DEFAULT-VALUE}).")
  private String team = DEFAULT_TEAM;

  @Option(
      names = "--ttl",
      defaultValue = "12h",
      description = "How long it is valid: 90s, 30m, 12h, 7d (${DEFAULT-VALUE}).")
  private String validFor = "12h";

  @Option(names = "--subject", description = "Who it is for (ROLE@TEAM).")
  private @Nullable String subject;

  @Override
  public Integer call() {
    Duration time = Durations.parse(validFor);
    String who = subject == null ? role + "@" + team : subject;
    spec.commandLine().getOut().println(StackOption.stack().tokens().issue(who, team, role, time));
    return 0;
  }
}
