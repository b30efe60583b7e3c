package io.issuestream.sandbox.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** The issues of one project in the order of ids, so that a window of ids is found by halving. */
public final class ProjectIssues {
  private final Project project;
  private Issue[] issues = new Issue[0];
  private int size;
  private long lastNumber;

  ProjectIssues(Project project) {
    this.project = project;
  }

  /** The same project with the same issues, changed apart from this one. */
  ProjectIssues copy() {
    ProjectIssues copy = withoutIssues();
    copy.issues = Arrays.copyOf(issues, size);
    copy.size = size;
    return copy;
  }

  /** The same project, empty. */
  ProjectIssues withoutIssues() {
    return new ProjectIssues(project);
  }

  /** The project. */
  public Project project() {
    return project;
  }

  /** How many issues it has. */
  public int size() {
    return size;
  }

  /** The issue at a position in the order of ids. */
  public Issue get(int index) {
    return issues[index];
  }

  /** The position of the first issue whose id is above {@code id}. */
  public int firstAbove(long id) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (issues[middle].id() <= id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void addAll(Collection<Issue> added) {
    Issue[] grown = Arrays.copyOf(issues, size + added.size());
    int at = size;
    for (Issue issue : added) {
      grown[at++] = issue;
      lastNumber = Math.max(lastNumber, issue.number());
    }
    Arrays.sort(grown, 0, at, Comparator.comparingLong(Issue::id));
    issues = grown;
    size = at;
  }

  /** Puts an issue in its place, in place of the version that is there. */
  void put(Issue issue) {
    lastNumber = Math.max(lastNumber, issue.number());
    int at = firstAbove(issue.id() - 1);
    if (at < size && issues[at].id() == issue.id()) {
      issues[at] = issue;
      return;
    }
    if (size == issues.length) {
      issues = Arrays.copyOf(issues, size + Math.max(16, size / 8));
    }
    System.arraycopy(issues, at, issues, at + 1, size - at);
    issues[at] = issue;
    size++;
  }

  void remove(long id) {
    int at = firstAbove(id - 1);
    if (at < size && issues[at].id() == id) {
      System.arraycopy(issues, at + 1, issues, at, size - at - 1);
      size--;
    }
  }

  /** The highest number that any key here ever had; no number is given twice. */
  public long lastNumber() {
    return lastNumber;
  }
}
