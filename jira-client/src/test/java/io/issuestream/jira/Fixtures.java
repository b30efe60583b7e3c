package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Real Jira data beside the project, never copied into it; tests that want it skip without. */
final class Fixtures {

  private Fixtures() {}

  static Path path(String name) {
    Path root = Path.of(System.getProperty("issuestream.root", ".."));
    Path path = root.resolve("../shared/fixtures").resolve(name).normalize();
    assumeTrue(Files.exists(path), () -> "Skipped: no real data at " + path);
    return path;
  }

  static List<byte[]> lines(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(path(name))), UTF_8))) {
      return reader.lines().map(line -> line.getBytes(UTF_8)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> files(String folder, String glob) {
    var wanted = path(folder).getFileSystem().getPathMatcher("glob:" + glob);
    try (Stream<Path> files = Files.walk(path(folder))) {
      return files
          .filter(file -> wanted.matches(file.getFileName()))
          .sorted()
          .map(Fixtures::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
