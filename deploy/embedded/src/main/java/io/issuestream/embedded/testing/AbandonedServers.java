package io.issuestream.embedded.testing;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clears up after earlier builds whose launcher was itself killed before it could stop its servers.
 */
record AbandonedServers(Path all) {

  void end() throws IOException {
    List<Path> directories;
    try (Stream<Path> entries = Files.list(all)) {
      directories = entries.filter(Files::isDirectory).toList();
    }
    for (Path directory : directories) {
      String build = directory.getFileName().toString();
      // A launcher that still runs is just clearing up by itself.
      if (ProcessIdentity.parse(build).flatMap(ProcessIdentity::find).isEmpty()
          && process(directory, "launcher.pid").isEmpty()) {
        process(directory, "postgres/postmaster.pid").ifPresent(ProcessHandle::destroyForcibly);
        process(directory, "kafka/broker.pid").ifPresent(ProcessHandle::destroyForcibly);
        Directories.delete(directory);
        Files.deleteIfExists(all.resolve(build + ".lock"));
      }
    }
  }

  /**
   * Only a process that was started on this very directory: the process id may since have gone to
   * another.
   */
  private static Optional<ProcessHandle> process(Path directory, String file) throws IOException {
    try {
      String pid = Files.readAllLines(directory.resolve(file)).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(pid))
          .filter(process ->
              String.join(" ", ProcessIdentity.commandLine(process))
                  .contains(directory.toString()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
