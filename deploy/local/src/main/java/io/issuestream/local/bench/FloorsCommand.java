package io.issuestream.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the floors in this process, which {@code bench sync} starts for it: a Java that did
 * nothing else before.
 */
@Command(name = "floors", hidden = true, description = "Measures the floors of a benchmark.")
final class FloorsCommand implements Runnable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Parameters(index = "0", description = "File with the place, in JSON.")
  private Path input = Path.of("");

  @Parameters(index = "1", description = "File for the figures.")
  private Path output = Path.of("");

  @Override
  public void run() {
    try {
      FloorPlace place = JSON.readValue(Files.readAllBytes(input), FloorPlace.class);
      Samples samples = Samples.of(place);
      List<Floor> floors =
          List.of(
              new FetchFloor(place).measure(),
              new UpsertFloor(place, samples).measure(),
              new ProduceFloor(place, samples).measure());
      Files.write(output, JSON.writeValueAsBytes(floors));
    } catch (IOException e) {
      throw new UncheckedIOException("The floors could not be measured: " + e.getMessage(), e);
    }
  }
}
