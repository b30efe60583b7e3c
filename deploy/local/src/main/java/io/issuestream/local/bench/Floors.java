package io.issuestream.local.bench;

import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The floors of a run: what it could not be faster than if it did one thing after another, and
 * nothing else.
 *
 * @param all fetch and parse, unnest upsert, produce
 */
record Floors(List<Floor> all) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Has a Java of its own measure them, on the stack as the run left it. */
  static Floors measure(Stack stack, FloorPlace place) {
    Path input = stack.home().run().resolve("floors-in.json");
    Path output = stack.home().run().resolve("floors-out.json");
    Path log = stack.home().log("floors");
    try {
      Files.write(input, JSON.writeValueAsBytes(place));
      Files.deleteIfExists(output);
      Process process =
          new ProcessBuilder(command(input, output))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0 || !Files.exists(output)) {
        throw new DemoFailed("The floors could not be measured; " + log + " says why.");
      }
      return new Floors(
          JSON.readValue(Files.readAllBytes(output), new TypeReference<List<Floor>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("The floors could not be measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted while the floors were measured.");
    }
  }

  Duration sum() {
    return all.stream().map(Floor::time).reduce(Duration.ZERO, Duration::plus);
  }

  double size(String floor, String size) {
    return all.stream()
        .filter(one -> one.name().equals(floor))
        .mapToDouble(one -> one.sizes().getOrDefault(size, 0.0))
        .findFirst()
        .orElse(0);
  }

  /** As a service is run, without the limits of a command-line program. */
  private static List<String> command(Path input, Path output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "io.issuestream.local.Main"));
    command.addAll(List.of("bench", "floors", input.toString(), output.toString()));
    return command;
  }
}
