package io.issuestream.local.cli;

import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.bench.BenchCommand;
import io.issuestream.local.demo.DemoCommand;
import io.issuestream.local.erasure.EraseCommand;
import io.issuestream.local.erasure.EraseTeamCommand;
import io.issuestream.local.letters.DeadLettersCommand;
import io.issuestream.local.replay.ReplayCommand;
import io.issuestream.local.rotation.KeysCommand;
import io.issuestream.local.rotation.RotationStopped;
import io.issuestream.local.stack.StackNotStarted;
import io.issuestream.local.sync.SyncCommand;
import io.issuestream.local.sync.TriggerCommand;
import io.issuestream.local.verify.VerifyCommand;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

/**
 * The command with its subcommands; {@code build} is done by the start script, before there is a
 * Java program to run.
 */
@Command(
    name = "issuestream",
    description =
        "Issuestream on this machine: Kafka, PostgreSQL, a Jira sandbox, five services and one"
            + " front door.",
    footer = {
      "  build    Builds the jars and the start-up caches; 'up' builds jars that are missing or"
          + " outdated by itself.",
      "",
      "Environment:",
      "  ISSUESTREAM_HOME         where data, keys and logs are kept (default: .issuestream in the"
          + " project)",
      "  ISSUESTREAM_PORT_OFFSET  added to every port, for a second stack beside the first",
      "  ISSUESTREAM_*, JIRA_*, SYNC_* and all other variables of the caller are handed to the"
          + " services.",
      "  NO_COLOR                 no colours"
    },
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      SyncCommand.class,
      TriggerCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TokenCommand.class,
      KeysCommand.class,
      DeadLettersCommand.class,
      ReplayCommand.class,
      EraseCommand.class,
      EraseTeamCommand.class,
      RestartCommand.class,
      KillCommand.class,
      SuperviseCommand.class,
      UnpackCommand.class,
      TrainCommand.class,
      HelpCommand.class
    },
    version = "Issuestream 0.1.0",
    mixinStandardHelpOptions = true)
public final class IssuestreamCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Returns the exit code: 0 as asked, 1 not, 2 not understood. */
  public static int run(String... args) {
    return line().execute(args);
  }

  /** The command as it is parsed and run. */
  public static CommandLine line() {
    return new CommandLine(new IssuestreamCommand())
        .setExecutionExceptionHandler(IssuestreamCommand::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(120);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * What people can do something about is a sentence; anything else is our mistake and shows where.
   */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (failure) {
      case StackNotStarted e -> err.println(e.getMessage());
      case ServerDidNotStart e -> err.println(e.getMessage());
      case RotationStopped e -> err.println(e.getMessage());
      case ApiRefused e -> err.println(e.getMessage());
      case UncheckedIOException e -> err.println(e.getMessage());
      case IllegalArgumentException e -> err.println(e.getMessage());
      default -> failure.printStackTrace(err);
    }
    err.flush();
    return 1;
  }
}
