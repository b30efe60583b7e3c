package io.issuestream.local.rotation;

import io.issuestream.local.keys.ServiceKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "make",
    description = {
      "Makes the key sets that an installation needs, as files that their owner alone can read.",
      "Those that are there are left as they are."
    },
    mixinStandardHelpOptions = true)
final class KeysMakeCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--directory", required = true, description = "Where to; made if missing.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be made: " + e.getMessage(), e);
    }
    ServiceKeys keys = ServiceKeys.in(directory).ensure();
    List.of(
            keys.integrationAtRest(),
            keys.syncAtRest(),
            keys.credentialsPublic(),
            keys.credentialsPrivate(),
            keys.erasure())
        .forEach(spec.commandLine().getOut()::println);
    return 0;
  }
}
