package io.issuestream.local.replay;

import io.issuestream.local.cli.StackOption;
import io.issuestream.local.parts.ServiceReplay;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.stack.Stack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service's own program, as Kubernetes would run it as a Job. */
@Command(
    name = "replay",
    description = {
      "Builds a service's projection again from the state topics alone, while the service goes on.",
      "Without --shadow within the live one: all state records are applied again, equal revisions"
          + " too.",
      "Exit code 0: live and rebuilt are the same, or the replay in place is done."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  /** Whose projections can be built again. */
  enum Service {
    METRICS,
    INSIGHTS,
    WORKER,
    MATCHER,
    INTEGRATION;

    ServiceSpec spec() {
      return switch (this) {
        case METRICS -> ServiceSpec.METRICS;
        case INSIGHTS -> ServiceSpec.INSIGHTS;
        case WORKER -> ServiceSpec.SYNC_WORKER;
        case MATCHER -> ServiceSpec.USER_MATCHER;
        case INTEGRATION -> ServiceSpec.INTEGRATION;
      };
    }
  }

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--service",
      required = true,
      description = "metrics or insights; of worker, matcher and integration, --shadow or --swap.")
  private @Nullable Service service;

  @Option(
      names = "--shadow",
      description = "Builds it beside the live one, and tells every difference.")
  private boolean shadow;

  @Option(
      names = "--swap",
      description = "As --shadow, and then puts what was rebuilt in the place of what differs.")
  private boolean swap;

  @Option(names = "--team", paramLabel = "T", description = "This team's rows only.")
  private @Nullable String team;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all differences there.")
  private @Nullable Path json;

  @Option(names = "--most", paramLabel = "N", description = "Differences printed at most (40).")
  private @Nullable Integer most;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      description = "How long live may take to catch up, and figures to settle (2m).")
  private @Nullable String patience;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Goes on with a replay in place that was stopped.")
  private @Nullable String id;

  @Override
  public Integer call() {
    Stack stack = StackOption.stack();
    Service chosen = service;
    if (chosen == null || stack.running().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("The stack is not up; ./issuestream up starts it.");
      err.flush();
      return 1;
    }
    return ServiceReplay.in(stack.home(), chosen.spec(), options()).run();
  }

  /** As the program takes them. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (shadow) {
      options.add("--shadow");
    }
    if (swap) {
      options.add("--swap");
    }
    add(options, "--team", team);
    add(options, "--json", json);
    add(options, "--most", most);
    add(options, "--patience", patience);
    add(options, "--id", id);
    return options;
  }

  private static void add(List<String> options, String name, @Nullable Object value) {
    if (value != null) {
      options.add(name + "=" + value);
    }
  }
}
