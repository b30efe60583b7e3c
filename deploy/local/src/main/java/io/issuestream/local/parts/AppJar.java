package io.issuestream.local.parts;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.ProcessIdentity;
import io.issuestream.embedded.ServerDidNotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A runnable jar of the build, unpacked beside its libraries: that starts faster than a jar of
 * jars, and only that can have a start-up cache.
 *
 * @param name of the part
 * @param unpacked directory of this very jar's content; another build has another
 */
public record AppJar(String name, Path unpacked) {

  /** Finds the module's jar and unpacks it, unless that was done before. */
  public static AppJar prepare(Path project, String module, Path cache) {
    Path jar =
        find(project, module)
            .orElseThrow(() ->
                new ServerDidNotStart(
                    "There is no built jar of " + module + "; run ./issuestream build."));
    String name = Path.of(module).getFileName().toString();
    try {
      BootJar content = new BootJar(jar);
      Path unpacked = cache.resolve(name + "-" + content.contentHash());
      if (!Files.isDirectory(unpacked)) {
        unpack(content, cache, unpacked);
        deleteOthers(cache, name, unpacked);
      }
      return new AppJar(name, unpacked);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The jar " + jar + " could not be unpacked: " + e.getMessage(), e);
    }
  }

  /** The module's runnable jar, if it has been built. */
  public static Optional<Path> find(Path project, String module) {
    Path target = project.resolve(module).resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.getFileName().toString().endsWith("-app.jar")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar to start with {@code java -jar}. */
  public Path main() {
    return unpacked.resolve("app.jar");
  }

  /** The start-up cache, which may not be there. */
  public Path startUpCache() {
    return unpacked.resolve("app.aot");
  }

  /** Arguments for Java that make it use the start-up cache, if there is one. */
  public List<String> cacheArguments() {
    return Files.exists(startUpCache()) ? List.of("-XX:AOTCache=" + startUpCache()) : List.of();
  }

  private static void unpack(BootJar jar, Path cache, Path target) throws IOException {
    Path fresh = Files.createTempDirectory(cache, "unpacking-");
    try {
      jar.unpack(fresh);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Directories.delete(fresh); // Another process was first; its content is the same.
    }
  }

  private static void deleteOthers(Path cache, String name, Path kept) throws IOException {
    List<Path> outdated;
    try (Stream<Path> entries = Files.list(cache)) {
      outdated =
          entries
              .filter(entry -> entry.getFileName().toString().matches(name + "-[0-9a-f]{8}"))
              .filter(entry -> !entry.equals(kept))
              .toList();
    }
    for (Path path : outdated) {
      if (!inUse(path)) {
        Directories.delete(path);
      }
    }
  }

  /**
   * A broker or supervisor of an earlier build may still run; Java reads a class when it is first
   * needed.
   */
  private static boolean inUse(Path directory) {
    return ProcessHandle.allProcesses()
        .anyMatch(process ->
            String.join(" ", ProcessIdentity.commandLine(process)).contains(directory + "/"));
  }
}
