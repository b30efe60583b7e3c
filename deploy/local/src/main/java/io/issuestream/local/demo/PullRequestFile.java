package io.issuestream.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A file of merged pull requests, a JSON object a line, perhaps packed ({@code .gz}). */
record PullRequestFile(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What GitHub would have delivered when these were merged. */
  Stream<Delivery> deliveries() {
    return distinct(read()).stream().flatMap(request -> new GithubDeliveries(request).all());
  }

  /**
   * A history also holds merges that forks made among themselves, under the fork's numbers. A
   * number that comes again is another fork's, whose name is not told; the merge stands for it.
   */
  private static List<MergedPullRequest> distinct(List<MergedPullRequest> requests) {
    Set<String> taken = new HashSet<>();
    List<MergedPullRequest> distinct = new ArrayList<>();
    for (MergedPullRequest request : requests) {
      boolean first = taken.add(request.repository() + "#" + request.number());
      distinct.add(first ? request : request.in(fork(request)));
    }
    return distinct;
  }

  private static String fork(MergedPullRequest request) {
    String name = request.repository().substring(request.repository().indexOf('/') + 1);
    return "fork-" + request.mergeSha().substring(0, 8) + "/" + name;
  }

  private List<MergedPullRequest> read() {
    List<MergedPullRequest> requests = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          requests.add(MergedPullRequest.of(JSON.readTree(line)));
        }
      }
      return requests;
    } catch (JacksonException | DateTimeParseException e) {
      throw new DemoFailed(
          "Line %d of %s is no pull request: %s".formatted(number, path, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private InputStream open() throws IOException {
    InputStream file = Files.newInputStream(path);
    return path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
  }
}
