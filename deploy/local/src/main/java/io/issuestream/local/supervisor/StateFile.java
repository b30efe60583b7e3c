package io.issuestream.local.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** {@code run/state.json}. */
public record StateFile(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public static StateFile in(Path directory) {
    return new StateFile(directory.resolve("state.json"));
  }

  /** What was last written; empty when no stack has run here. */
  public Optional<StackState> read() {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(path), StackState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The state file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whole or not at all: others read it at any time. */
  void write(StackState state) {
    Path draft = path.resolveSibling("state.json.new");
    try {
      Files.write(draft, JSON.writeValueAsBytes(state));
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The state file " + path + " cannot be written: " + e.getMessage(), e);
    }
  }
}
