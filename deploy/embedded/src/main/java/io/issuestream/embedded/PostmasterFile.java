package io.issuestream.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid} in a data directory: who serves it and where.
 *
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">its lines: process id,
 *     data directory, start time, port, ...</a>
 */
record PostmasterFile(Path file) {
  static PostmasterFile of(Path dataDirectory) {
    return new PostmasterFile(dataDirectory.resolve("postmaster.pid"));
  }

  /**
   * The live server of this directory.
   *
   * @throws ServerDidNotStart when one runs on another port: two servers must never share a data
   *     directory
   */
  Optional<ProcessHandle> runningOn(int port) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.size() < 4) {
      return Optional.empty();
    }
    Optional<ProcessHandle> server =
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::isPostgres);
    int actual = Integer.parseInt(lines.get(3).strip());
    if (server.isPresent() && actual != port) {
      throw new ServerDidNotStart(
          "PostgreSQL already runs on this data on port %d (process %d), not on port %d; stop it first."
              .formatted(actual, server.get().pid(), port));
    }
    return server;
  }

  /** The file outlives a crash, and its process id may since have gone to anything. */
  private boolean isPostgres(ProcessHandle process) {
    List<String> command = ProcessIdentity.commandLine(process);
    return !command.isEmpty() && command.getFirst().endsWith("postgres");
  }
}
