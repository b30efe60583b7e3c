package io.issuestream.local.letters;

import io.issuestream.local.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "retry",
    sortOptions = false,
    description = {
      "Has letters taken once more by the service they are of, in the order of their records.",
      "Those that succeed are gone; an event older than what is held changes nothing and is gone,"
          + " too.",
      "Exit code 0 only if none failed."
    },
    mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--service", required = true, description = "The service, such as metrics.")
  private String service = "";

  @Parameters(paramLabel = "LETTER", arity = "0..*", description = "These, as the list names them.")
  private List<String> ids = List.of();

  @Mixin private MeantOptions which = new MeantOptions();

  @Option(names = "--all", description = "All of the service's.")
  private boolean all;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Of one letter: JSON to try in place of the record's data.")
  private @Nullable Path data;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Of one letter: a header to try in place of the record's; several times.")
  private Map<String, String> headers = Map.of();

  @Option(names = "--key", description = "Of one letter: a key to try in place of the record's.")
  private @Nullable String key;

  private final Supplier<Api> api;

  RetryCommand() {
    this(Offices::api);
  }

  RetryCommand(Supplier<Api> api) {
    this.api = api;
  }

  @Override
  public Integer call() {
    Meant meant = which.required(ids, all, spec);
    boolean corrects = data != null || key != null || !headers.isEmpty();
    if (corrects && ids.size() != 1) {
      throw new ParameterException(spec.commandLine(), "A correction is for one letter.");
    }
    Map<String, Object> more = corrects ? Map.of("correction", correction()) : Map.of();
    Office office = new Office(api.get(), Offices.named(service, spec).getFirst());
    // What is corrected is looked at, on behalf of the team it is of.
    String team =
        corrects
            ? office
                .find(ids.getFirst())
                .map(letter -> letter.path("team").asString(Office.PLATFORM))
                .orElse(Office.PLATFORM)
            : meant.actsFor();
    boolean well = new Dealing(office, spec.commandLine().getOut()).all("retry", meant, more, team);
    return well ? 0 : 1;
  }

  private Map<String, Object> correction() {
    Map<String, Object> correction = new LinkedHashMap<>();
    if (data != null) {
      correction.put("data", read(data));
    }
    if (key != null) {
      correction.put("key", key);
    }
    if (!headers.isEmpty()) {
      correction.put("headers", headers);
    }
    return correction;
  }

  private JsonNode read(Path file) {
    try {
      return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    } catch (JacksonException notJson) {
      throw new ParameterException(spec.commandLine(), file + " is not JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read.", e);
    }
  }
}
