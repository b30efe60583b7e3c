package io.issuestream.local.letters;

import io.issuestream.local.api.Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "discard",
    sortOptions = false,
    description = "Throws letters away, for good; what they are about is then as if never sent.",
    mixinStandardHelpOptions = true)
final class DiscardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--service", required = true, description = "The service, such as metrics.")
  private String service = "";

  @Parameters(paramLabel = "LETTER", arity = "0..*", description = "These, as the list names them.")
  private List<String> ids = List.of();

  @Mixin private MeantOptions which = new MeantOptions();

  @Option(names = "--all", description = "All of the service's.")
  private boolean all;

  @Option(names = "--yes", description = "Do it; without this nothing is thrown away.")
  private boolean yes;

  private final Supplier<Api> api;

  DiscardCommand() {
    this(Offices::api);
  }

  DiscardCommand(Supplier<Api> api) {
    this.api = api;
  }

  @Override
  public Integer call() {
    Meant meant = which.required(ids, all, spec);
    Office office = new Office(api.get(), Offices.named(service, spec).getFirst());
    if (!yes) {
      spec.commandLine()
          .getErr()
          .println("That throws them away for good; say --yes if that is meant.");
      return 1;
    }
    Dealing dealing = new Dealing(office, spec.commandLine().getOut());
    return dealing.all("discard", meant, Map.of(), meant.actsFor()) ? 0 : 1;
  }
}
