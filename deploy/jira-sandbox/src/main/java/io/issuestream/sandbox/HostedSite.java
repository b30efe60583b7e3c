package io.issuestream.sandbox;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.generate.GeneratedTeam;
import io.issuestream.sandbox.generate.TeamGenerator;
import io.issuestream.sandbox.load.IssueFiles;
import io.issuestream.sandbox.load.LoadReport;
import io.issuestream.sandbox.oauth.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One Jira site and what it holds at present. */
final class HostedSite {
  private final Site site;
  private final String origin;
  private final String gateway;
  private volatile World world;

  /** The data and, where it was made up, what else was. */
  record World(JiraData data, @Nullable GeneratedTeam team) {}

  HostedSite(Site site, String origin) {
    this.site = site;
    this.origin = origin;
    this.gateway = origin + "/api/ex/jira/" + site.cloudId();
    this.world = new World(empty(), null);
  }

  private JiraData empty() {
    return new JiraData(origin, gateway);
  }

  Site site() {
    return site;
  }

  World world() {
    return world;
  }

  JiraData data() {
    return world.data();
  }

  LoadReport load(Path directory, Collection<String> projects) {
    JiraData loaded = empty();
    try {
      LoadReport report = IssueFiles.load(directory, Set.copyOf(projects), loaded);
      world = new World(loaded, null);
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory " + directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  GeneratedTeam generate(GenerateOptions wanted) {
    JiraData made = empty();
    GeneratedTeam team = TeamGenerator.generate(wanted, made);
    world = new World(made, team);
    return team;
  }

  /** The truth about a project's issues by rising id, about all where the key is empty. */
  List<IssueTruth> issues(String projectKey) {
    JiraData now = data();
    return now.read(() -> {
      List<IssueTruth> all = new ArrayList<>();
      for (ProjectIssues project : now.projects().values()) {
        if (projectKey.isEmpty() || projectKey.equals(project.project().key())) {
          for (int i = 0; i < project.size(); i++) {
            Issue issue = project.get(i);
            all.add(IssueTruth.of(issue));
          }
        }
      }
      all.sort(Comparator.comparingLong(IssueTruth::id));
      return all;
    });
  }
}
