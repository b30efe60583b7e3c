package io.issuestream.local.bench;

import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "sync",
    sortOptions = false,
    description = {
      "Syncs generated issues of one team through the whole pipeline, unthrottled, after a warm-up with a quarter as",
      "many, and prints issues a second, processor time and memory by process, and the floors. The usual ports must be",
      "free; data of earlier benchmarks is deleted."
    },
    mixinStandardHelpOptions = true)
final class BenchSyncCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--issues",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Issues of the measured run (${DEFAULT-VALUE}).")
  private int issues = 50_000;

  @Option(
      names = "--surface",
      defaultValue = "cloud",
      description = "What the sandbox plays: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Surface surface = Surface.CLOUD;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    BenchPlan plan = new BenchPlan(issues, surface);
    PrintWriter out = spec.commandLine().getOut();
    Terminal terminal = Terminal.of(out);
    Instant begun = Instant.now();
    try (BenchStack bench = BenchStack.start(plan, terminal)) {
      Duration start = Duration.between(begun, Instant.now());
      Stack stack = bench.stack();
      out.println("Warm-up, then the measured run:");
      Trial warm =
          new SyncTrial(stack, plan, BenchPlan.WARM_PROJECT, plan.warmIssues(), terminal).run();
      Trial trial = new SyncTrial(stack, plan, BenchPlan.PROJECT, plan.issues(), terminal).run();
      out.println("Floors ...");
      out.flush();
      BenchFigures figures =
          new BenchFigures(
              surface.toString(), start, warm, trial, Floors.measure(stack, place(stack, plan)));
      new BenchPrintout(out).print(figures);
      write(figures);
      return 0;
    } catch (DemoFailed failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  private static FloorPlace place(Stack stack, BenchPlan plan) {
    return new FloorPlace(
        stack.sandbox(),
        plan.surface(),
        stack.home().ports().kafka(),
        stack.home().ports().postgres(),
        stack.home().keys().toString(),
        SyncTrial.team(BenchPlan.PROJECT),
        BenchPlan.PROJECT,
        plan.issues());
  }

  private void write(BenchFigures figures) {
    if (json != null) {
      try {
        Files.write(json, JSON.writeValueAsBytes(figures));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The file " + json + " cannot be written: " + e.getMessage(), e);
      }
    }
  }
}
