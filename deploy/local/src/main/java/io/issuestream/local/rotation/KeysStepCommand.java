package io.issuestream.local.rotation;

import io.issuestream.keys.KeyIds;
import io.issuestream.local.keys.KeySet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "step",
    description = {
      "Takes one step of a rotation on key-set files outside the stack, such as those of a Kubernetes secret.",
      "It checks nothing: see docs/operations/key-rotation.md."
    },
    mixinStandardHelpOptions = true)
final class KeysStepCommand implements Callable<Integer> {

  /** A step. */
  enum Step {
    ADD,
    PROMOTE,
    RETIRE
  }

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "STEP", description = "${COMPLETION-CANDIDATES}.")
  private Step step = Step.ADD;

  @Option(names = "--keyset", required = true, description = "The key set with its secrets.")
  private Path keyset = Path.of("");

  @Option(names = "--public", description = "The public half, where there is one.")
  private @Nullable Path publicHalf;

  @Override
  public Integer call() {
    KeySet set =
        new KeySet(keyset.getFileName().toString(), keyset, Optional.ofNullable(publicHalf));
    switch (step) {
      case ADD -> set.add();
      case PROMOTE -> set.promote();
      case RETIRE -> set.retire();
    }
    KeyIds keys = set.keys();
    spec.commandLine()
        .getOut()
        .printf("%s: keys %s, sealing with %d.%n", set.name(), keys.all(), keys.primary());
    return 0;
  }
}
