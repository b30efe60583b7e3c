package io.issuestream.local.letters;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Table;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = {
      "Opens one letter: what exactly is wrong, the record's headers, and its data.",
      "It is looked at on behalf of the letter's team, in whose audit log that then stands."
    },
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--service", required = true, description = "The service, such as metrics.")
  private String service = "";

  @Parameters(paramLabel = "LETTER", description = "As the list names it: jira.issues:3:1042")
  private String id = "";

  private final Supplier<Api> api;

  ShowCommand() {
    this(Offices::api);
  }

  ShowCommand(Supplier<Api> api) {
    this.api = api;
  }

  @Override
  public Integer call() {
    Office office = new Office(api.get(), Offices.named(service, spec).getFirst());
    Optional<JsonNode> line = office.find(id);
    if (line.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(office.service().name() + " has no dead letter " + id + ".");
      return 1;
    }
    JsonNode letter = office.open(id, line.get().path("team").asString(Office.PLATFORM));
    PrintWriter out = spec.commandLine().getOut();
    facts(letter).lines().forEach(out::println);
    if (letter.path("withheld").asBoolean()) {
      out.println("\nThe record carries secrets, so that nothing of it is shown.");
      return 0;
    }
    Table headers = new Table("HEADER", "");
    letter
        .path("headers")
        .forEach(
            header -> headers.row(header.path("name").asString(""), text(header.path("value"))));
    out.println();
    headers.lines().forEach(out::println);
    out.println();
    out.println(data(letter));
    return 0;
  }

  private static Table facts(JsonNode opened) {
    JsonNode letter = opened.path("letter");
    Table table = new Table("LETTER", letter.path("id").asString(""));
    table.row("cause", letter.path("code").asString("") + ": " + letter.path("cause").asString(""));
    if (!opened.path("sentence").asString("").isEmpty()) {
      table.row("exactly", opened.path("sentence").asString(""));
    }
    table.row("failure", letter.path("failure").asString(""));
    table.row("attempts", letter.path("attempts").asString(""));
    table.row("key", letter.path("key").asString("-"));
    table.row("written", letter.path("writtenAt").asString(""));
    table.row("put aside", letter.path("putAsideAt").asString(""));
    table.row("last tried", letter.path("lastTriedAt").asString(""));
    return table;
  }

  private static String data(JsonNode letter) {
    if (letter.path("leftOut").asBoolean()) {
      return "The data was too large for the letter; it is on its topic alone.";
    }
    String text = text(letter.path("data"));
    if (text.isEmpty()) {
      return "The record has no data.";
    }
    return letter.path("truncated").asBoolean() ? text + "\n(and more)" : text;
  }

  private static String text(JsonNode value) {
    String text = value.path("text").asString("");
    return value.path("base64").asBoolean() ? "base64: " + text : text;
  }
}
