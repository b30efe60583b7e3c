package io.issuestream.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where a stack keeps its data, keys, logs and caches, and where the project is that it runs.
 *
 * @param project the checkout, with the built jars in it
 * @param directory everything the stack writes
 */
public record Home(Path project, Path directory, PortPlan ports) {

  public Home {
    project = project.toAbsolutePath().normalize();
    directory = directory.toAbsolutePath().normalize();
  }

  /**
   * The home that this process was started for: {@code issuestream.root} (set by the start script)
   * names the project, {@code ISSUESTREAM_HOME} and {@code ISSUESTREAM_PORT_OFFSET} move the data
   * and the ports.
   *
   * @throws IllegalArgumentException saying what to do, when a variable makes no sense
   */
  public static Home of(Map<String, String> environment) {
    Path project = Path.of(System.getProperty("issuestream.root", ""));
    String given = environment.getOrDefault("ISSUESTREAM_HOME", "");
    Path directory = given.isBlank() ? project.resolve(".issuestream") : Path.of(given);
    return new Home(
        project,
        directory,
        new PortPlan(offset(environment.getOrDefault("ISSUESTREAM_PORT_OFFSET", "0"))));
  }

  /** The variables that name this home to another process of the stack. */
  public Map<String, String> environment() {
    return Map.of(
        "ISSUESTREAM_HOME",
        directory.toString(),
        "ISSUESTREAM_PORT_OFFSET",
        Integer.toString(ports.offset()));
  }

  public Path keys() {
    return directory.resolve("keys");
  }

  public Path logs() {
    return directory.resolve("logs");
  }

  /** State of the running stack: who runs it, what runs in it. */
  public Path run() {
    return directory.resolve("run");
  }

  /** What can be made again: unpacked jars and programs, start-up caches. */
  public Path cache() {
    return directory.resolve("cache");
  }

  public Path data(String server) {
    return directory.resolve("data").resolve(server);
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Makes the directories; they are the owner's alone, for keys and data are in them. */
  public void create() {
    try {
      for (Path path : new Path[] {directory, keys(), logs(), run(), cache()}) {
        Files.createDirectories(path);
      }
      for (Path path : new Path[] {directory, keys()}) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The stack's directory " + directory + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** Bytes left on the disk that holds the data. */
  public long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The disk of " + directory + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  private static int offset(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "ISSUESTREAM_PORT_OFFSET must be a number, not \"" + text + "\".", e);
    }
  }
}
