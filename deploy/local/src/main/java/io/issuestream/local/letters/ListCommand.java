package io.issuestream.local.letters;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Table;
import io.issuestream.local.parts.ServiceSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "Shows which dead letters there are, of all services or one.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--service", description = "Only of this service, such as metrics-service.")
  private @Nullable String service;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "At most so many of each service (${DEFAULT-VALUE}).")
  private int limit = 100;

  @Mixin private MeantOptions which = new MeantOptions();

  private final Supplier<Api> api;

  ListCommand() {
    this(Offices::api);
  }

  ListCommand(Supplier<Api> api) {
    this.api = api;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1.");
    }
    List<ServiceSpec> services = Offices.named(service, spec);
    Meant meant = which.meant(List.of(), false, spec);
    Api sre = api.get();
    PrintWriter out = spec.commandLine().getOut();
    Table table =
        new Table("SERVICE", "LETTER", "CAUSE", "TEAM", "KEY", "ATTEMPTS", "PUT ASIDE", "TRIED");
    int shown = 0;
    boolean more = false;
    for (ServiceSpec one : services) {
      List<JsonNode> letters = new Office(sre, one).list(meant, limit + 1);
      letters.stream().limit(limit).forEach(letter -> row(table, one, letter));
      shown += Math.min(limit, letters.size());
      more |= letters.size() > limit;
    }
    if (shown == 0) {
      out.println("There are no dead letters.");
    } else {
      table.lines().forEach(out::println);
      out.println();
      out.println(
          shown == 1 && !more
              ? "1 dead letter."
              : shown + " dead letters" + (more ? ", and more; --limit shows them." : "."));
    }
    return 0;
  }

  private static void row(Table table, ServiceSpec service, JsonNode letter) {
    table.row(
        service.name(),
        letter.path("id").asString(""),
        letter.path("code").asString(""),
        letter.path("team").asString("-"),
        shortened(letter.path("key").asString("-")),
        letter.path("attempts").asString(""),
        moment(letter.path("putAsideAt")),
        moment(letter.path("lastTriedAt")));
  }

  /** To the second. */
  private static String moment(JsonNode time) {
    String text = time.asString("");
    return text.length() > 19 ? text.substring(0, 19) + "Z" : text;
  }

  private static String shortened(String key) {
    return key.length() > 40 ? key.substring(0, 37) + "..." : key;
  }
}
