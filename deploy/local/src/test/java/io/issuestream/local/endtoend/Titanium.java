package io.issuestream.local.endtoend;

import io.issuestream.local.demo.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real issues and pull requests, counted here by means of its own. */
final class Titanium {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FOLDER =
      Path.of(
              System.getProperty("issuestream.root", "../.."),
              "..",
              "shared",
              "fixtures",
              "titanium")
          .normalize();
  private static final Path PULL_REQUESTS = FOLDER.resolve("pull-requests-alloy.jsonl.gz");

  private Titanium() {}

  static boolean isThere() {
    return Files.isDirectory(FOLDER);
  }

  static Source with(List<String> projects) {
    return new Source.Loaded(FOLDER, projects, Optional.of(PULL_REQUESTS), Optional.empty());
  }

  /** The ids of the issues in each sprint, as the raw data says it. */
  static Map<Long, Set<Long>> sprintMembers(List<String> projects) {
    Map<Long, Set<Long>> members = new TreeMap<>();
    issues(
        projects,
        issue -> {
          JsonNode fields = issue.path("fields");
          Stream.concat(
                  Stream.of(fields.path("sprint")), fields.path("closedSprints").valueStream())
              .filter(sprint -> sprint.has("id"))
              .forEach(sprint ->
                  members
                      .computeIfAbsent(sprint.path("id").asLong(), id -> new TreeSet<>())
                      .add(issue.path("id").asLong()));
        });
    return members;
  }

  /** How many pull requests name one of these projects' issues anywhere. */
  static long pullRequestsNamingAnIssue(List<String> projects) {
    Set<String> known = new HashSet<>();
    issues(projects, issue -> known.add(issue.path("key").asString()));
    Pattern key =
        Pattern.compile(
            "(?<![A-Z0-9_])(" + String.join("|", projects) + ")-([1-9][0-9]*)(?![0-9])",
            Pattern.CASE_INSENSITIVE);
    long[] naming = {0};
    lines(
        PULL_REQUESTS,
        request -> {
          StringBuilder text = new StringBuilder(request.path("title").asString());
          text.append('\n')
              .append(request.path("message").asString())
              .append('\n')
              .append(request.path("head_ref").asString());
          request
              .path("commits")
              .forEach(commit -> text.append('\n').append(commit.path("subject").asString()));
          Matcher named = key.matcher(text);
          boolean any = false;
          while (named.find()) {
            any |= known.contains(named.group(1).toUpperCase(Locale.ROOT) + "-" + named.group(2));
          }
          naming[0] += any ? 1 : 0;
        });
    return naming[0];
  }

  private static void issues(List<String> projects, Consumer<JsonNode> each) {
    projects.forEach(project -> lines(FOLDER.resolve("issues-" + project + ".jsonl.gz"), each));
  }

  private static void lines(Path file, Consumer<JsonNode> each) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.lines().forEach(line -> each.accept(JSON.readTree(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
