package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Loads a directory of raw Jira JSON: {@code *.jsonl} and {@code *.jsonl.gz} with a record a line,
 * {@code *.json} with one record or a page of them. What a record is shows in its content, not in
 * its file's name.
 */
public final class IssueFiles {
  private static final int MOST_PROBLEMS = 1000;

  private final JiraData data;
  private final Set<String> wanted;
  private final IssueCompiler compiler;
  private final Map<Long, Issue> issues = new LinkedHashMap<>();
  private final Map<String, Project> projects = new LinkedHashMap<>();
  private final List<LoadReport.Problem> problems = new ArrayList<>();
  private int repeated;
  private int others;

  private IssueFiles(JiraData data, Set<String> wanted) {
    this.data = data;
    this.wanted = wanted;
    this.compiler = new IssueCompiler(data);
  }

  /**
   * Loads every file under a directory, in the order of paths.
   *
   * @param projects keys of the projects to keep; empty keeps all
   * @throws IOException if the directory cannot be read at all
   */
  public static LoadReport load(Path directory, Set<String> projects, JiraData into)
      throws IOException {
    long began = System.nanoTime();
    IssueFiles files = new IssueFiles(into, Set.copyOf(projects));
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path path : paths) {
      files.file(path, directory.relativize(path).toString());
    }
    into.fill(files.projects.values(), files.issues.values(), Map.of());
    return new LoadReport(
        files.issues.size(),
        files.projects.size(),
        into.sprints().all().size(),
        into.accounts().count(),
        files.repeated,
        files.others,
        List.copyOf(files.problems),
        (System.nanoTime() - began) / 1_000_000);
  }

  private void file(Path path, String name) {
    try {
      if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
        lines(path, name);
      } else if (name.endsWith(".json")) {
        byte[] text = Files.readAllBytes(path);
        record(text, 0, text.length, name, 0);
      }
    } catch (IOException e) {
      problem(name, 0, "the file cannot be read to its end: " + e.getMessage());
    }
  }

  private void lines(Path path, String name) throws IOException {
    try (InputStream raw = Files.newInputStream(path);
        Lines lines = new Lines(name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw)) {
      while (lines.next()) {
        if (!lines.blank()) {
          record(lines.bytes(), lines.from(), lines.length(), name, lines.number());
        }
      }
    }
  }

  private void record(byte[] text, int from, int length, String name, long line) {
    if (!wanted.isEmpty() && RecordKey.isOfAnother(wanted, text, from, length)) {
      return;
    }
    JsonNode record;
    try {
      record = Json.MAPPER.readTree(text, from, length);
    } catch (JacksonException e) {
      problem(name, line, "not JSON: " + e.getOriginalMessage());
      return;
    }
    JsonNode wrapped = record.path("data");
    take(wrapped.isObject() ? wrapped : record, name, line);
  }

  private void take(JsonNode record, String name, long line) {
    if (IssueCompiler.isOne(record)) {
      issue(record, name, line);
    } else if (record.path("issues").isArray()) {
      record.path("issues").forEach(issue -> take(issue, name, line));
    } else {
      other(record);
    }
  }

  private void issue(JsonNode record, String name, long line) {
    Project project = IssueCompiler.project(record);
    if (!wanted.isEmpty() && !wanted.contains(project.key())) {
      return;
    }
    try {
      Issue issue = compiler.compile(record);
      projects.putIfAbsent(project.key(), project);
      if (issues.put(issue.id(), issue) != null) {
        repeated++;
      }
    } catch (UnreadableRecord e) {
      problem(name, line, String.valueOf(e.getMessage()));
    }
  }

  private void other(JsonNode record) {
    others++;
    if (record.has("statusCategory")) {
      compiler.remember(record);
      return;
    }
    Sprint sprint = SprintShapes.read(record);
    if (sprint != null) {
      data.sprints().put(sprint);
    }
  }

  private void problem(String file, long line, String reason) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new LoadReport.Problem(file, line, reason));
    }
  }
}
