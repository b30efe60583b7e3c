package io.issuestream.sync.testing;

import io.issuestream.sandbox.IssueState;
import io.issuestream.sandbox.IssueTruth;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.admin.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What can happen to issues, drawn from a seed: the same seed gives the same life. */
public final class RandomLife {

  private final JiraSandbox jira;
  private final List<String> projects;
  private final String elsewhere;
  private final Random random;
  private final Set<String> hiddenProjects = new HashSet<>();
  private final Set<Long> hiddenIssues = new HashSet<>();
  private final Map<String, Integer> told = new TreeMap<>();
  private int number;

  /**
   * @param elsewhere a project that nobody tracks
   */
  public RandomLife(JiraSandbox jira, List<String> projects, String elsewhere, long seed) {
    this.jira = jira;
    this.projects = projects;
    this.elsewhere = elsewhere;
    this.random = new Random(seed);
  }

  /** True once in so many times. */
  public boolean often(int times) {
    return random.nextInt(times) == 0;
  }

  /** Projects that the account may not browse now. */
  public Set<String> hiddenProjects() {
    return hiddenProjects;
  }

  /** How often what happened. */
  public String told() {
    return told.toString();
  }

  /** Lets so many things happen, most of them seconds apart and some within one. */
  public void someChanges(int count) {
    for (int i = 0; i < count; i++) {
      if (random.nextInt(3) > 0) {
        jira.clock().advance(Duration.ofMillis(random.nextInt(20_000)));
      }
      one(random.nextInt(100));
    }
  }

  /**
   * Moves so many issues from one tracked project to another, and changes each once more within the
   * same moment.
   *
   * @return the projects that they left
   */
  public Set<String> movesWithinAMoment(int count) {
    List<String> open = projects.stream().filter(each -> !hiddenProjects.contains(each)).toList();
    Set<String> left = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      jira.clock().advance(Duration.ofSeconds(1 + random.nextInt(5)));
      int from = random.nextInt(open.size());
      List<IssueState> there = jira.truth(open.get(from));
      if (!there.isEmpty()) {
        count("move and edit at once");
        String id = Long.toString(there.get(random.nextInt(there.size())).id());
        jira.move(id, open.get((from + 1 + random.nextInt(open.size() - 1)) % open.size()));
        jira.edit(id, Map.of("summary", summary()));
        left.add(open.get(from));
      }
    }
    return left;
  }

  private void one(int chance) {
    if (chance < 52) {
      change();
    } else if (chance < 66) {
      create();
    } else if (chance < 74) {
      withIssue("move", this::move);
    } else if (chance < 80) {
      withIssue("delete", this::delete);
    } else if (chance < 86) {
      withIssue("hide", this::hide);
    } else if (chance < 92) {
      show();
    } else if (chance < 94) {
      hideProject();
    } else if (chance < 98) {
      showProject();
    } else {
      count("fault");
      jira.faults(Faults.failing(new Faults.FailNext(503, 1 + random.nextInt(3))));
    }
  }

  /** Numbered, so that it can be told which of two states is the later one. */
  private String summary() {
    return "state " + ++number;
  }

  private void change() {
    withIssue(
        "edit",
        id ->
            jira.edit(
                id,
                switch (random.nextInt(4)) {
                  case 0 -> Map.of("summary", summary(), "storyPoints", random.nextInt(13));
                  case 1 -> Map.of("summary", summary(), "status", status());
                  case 2 -> Map.of("summary", summary(), "labels", List.of("l" + number));
                  default -> Map.of("summary", summary());
                }));
  }

  private String status() {
    return List.of("To Do", "In Progress", "Done").get(random.nextInt(3));
  }

  private void create() {
    String project = projects.get(random.nextInt(projects.size()));
    if (!hiddenProjects.contains(project)) {
      count("create");
      jira.create(project, Map.of("summary", summary()));
    }
  }

  private void move(String id) {
    String target =
        random.nextInt(4) == 0 ? elsewhere : projects.get(random.nextInt(projects.size()));
    boolean there =
        jira.issues(target).stream().anyMatch(issue -> Long.toString(issue.id()).equals(id));
    if (!there) {
      jira.move(id, target);
    }
  }

  private interface Change {
    void of(String id);
  }

  /** To an issue of any project, seen or not. */
  private void withIssue(String what, Change change) {
    List<IssueTruth> all = jira.issues("");
    String id = Long.toString(all.get(random.nextInt(all.size())).id());
    count(what);
    change.of(id);
  }

  private void delete(String id) {
    jira.delete(id);
    hiddenIssues.remove(Long.valueOf(id));
  }

  private void hide(String id) {
    jira.hideIssue(id);
    hiddenIssues.add(Long.valueOf(id));
  }

  private void show() {
    var hidden = new ArrayList<>(hiddenIssues.stream().sorted().toList());
    if (!hidden.isEmpty()) {
      count("show");
      Long id = hidden.get(random.nextInt(hidden.size()));
      jira.showIssue(id.toString());
      hiddenIssues.remove(id);
    }
  }

  private void hideProject() {
    if (hiddenProjects.size() < 2) {
      count("hide project");
      String project = projects.get(random.nextInt(projects.size()));
      jira.hideProject(project);
      hiddenProjects.add(project);
    }
  }

  private void showProject() {
    for (String project : hiddenProjects.stream().sorted().limit(1).toList()) {
      count("show project");
      jira.showProject(project);
      hiddenProjects.remove(project);
    }
  }

  private void count(String what) {
    told.merge(what, 1, Integer::sum);
  }

  /** What an exact copy holds of a project. */
  public List<IssueState> truth(String project) {
    return jira.truth(project).stream().filter(issue -> !issue.archived()).toList();
  }

  /** Ids of all issues there are, whoever may see them. */
  public Set<Long> alive() {
    var ids = new HashSet<Long>();
    jira.issues("").forEach(issue -> ids.add(issue.id()));
    return ids;
  }

  /** Ids that the account may see, in any project. */
  public Set<Long> visible() {
    var ids = new HashSet<Long>();
    jira.truth("").forEach(issue -> ids.add(issue.id()));
    return ids;
  }

  /** Ids that the account may see in a tracked project. */
  public Set<Long> shown() {
    var ids = new HashSet<Long>();
    projects.forEach(project -> truth(project).forEach(issue -> ids.add(issue.id())));
    return ids;
  }

  public List<String> projects() {
    return projects;
  }
}
