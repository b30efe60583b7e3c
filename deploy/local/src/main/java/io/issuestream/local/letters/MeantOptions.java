package io.issuestream.local.letters;

import io.issuestream.contracts.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which letters are meant. */
final class MeantOptions {

  @Option(names = "--topic", description = "Only of this topic, such as jira.issues.")
  private @Nullable String topic;

  @Option(names = "--code", description = "Only of this cause, such as bad-json.")
  private @Nullable String code;

  @Option(names = "--team", description = "Only of this team.")
  private @Nullable String team;

  Meant meant(List<String> ids, boolean all, CommandSpec spec) {
    if (team != null) {
      try {
        var _ = Keys.requireTeam(team);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
      }
    }
    return new Meant(ids, topic, code, team, all);
  }

  /** Where something is done, what it is done with has to be said. */
  Meant required(List<String> ids, boolean all, CommandSpec spec) {
    Meant meant = meant(ids, all, spec);
    if (!meant.saysWhich()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Say which: ids, --topic, --code, --team, or --all.");
    }
    return meant;
  }
}
