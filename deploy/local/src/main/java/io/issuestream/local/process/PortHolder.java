package io.issuestream.local.process;

import io.issuestream.embedded.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which process listens on a TCP port, from {@code /proc}. */
public final class PortHolder {
  /** State 0A in {@code /proc/net/tcp}. */
  private static final String LISTENING = "0A";

  private PortHolder() {}

  /** The process, if one listens there that this user may look into. */
  public static Optional<ProcessHandle> of(int port) {
    Set<String> sockets =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(PortHolder::lines)
            .map(line -> Arrays.asList(line.strip().split("\\s+", -1)))
            .filter(fields -> fields.size() > 9 && listensOn(fields, port))
            .map(fields -> "socket:[" + fields.get(9) + "]")
            .collect(Collectors.toSet());
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses().filter(process -> hasOpen(process, sockets)).findFirst();
  }

  /** How people would name it: "process 42 (postgres)". */
  public static String describe(ProcessHandle process) {
    List<String> command = ProcessIdentity.commandLine(process);
    String program = command.isEmpty() ? "unknown" : command.getFirst();
    return "process "
        + process.pid()
        + " ("
        + program.substring(program.lastIndexOf('/') + 1)
        + ")";
  }

  /**
   * Fields: number, local address in hexadecimal as {@code 0100007F:1F90}, remote address, state,
   * ...
   */
  private static boolean listensOn(List<String> fields, int port) {
    return fields.get(3).equals(LISTENING) && fields.get(1).endsWith(":%04X".formatted(port));
  }

  private static boolean hasOpen(ProcessHandle process, Set<String> sockets) {
    try (Stream<Path> descriptors =
        Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (IOException | UncheckedIOException e) {
      return false; // Another user's, or already gone.
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // Closed meanwhile.
    }
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException e) {
      return Stream.empty(); // No such protocol on this machine.
    }
  }
}
