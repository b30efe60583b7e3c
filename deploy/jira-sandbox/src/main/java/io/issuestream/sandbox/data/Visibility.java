package io.issuestream.sandbox.data;

import java.util.HashSet;
import java.util.Set;

/**
 * What the calling account may see and what queries leave out. Permissions hold at once, unlike
 * changes of issues, which the index learns later.
 *
 * @param hiddenProjects keys of projects that the account may not browse
 * @param hiddenIssues ids of issues at a security level that the account has not
 * @param archivedIssues ids of issues that no query finds and that are still given by id
 */
public record Visibility(
    Set<String> hiddenProjects, Set<Long> hiddenIssues, Set<Long> archivedIssues) {
  /** Everything is seen and found. */
  public static final Visibility ALL = new Visibility(Set.of(), Set.of(), Set.of());

  /** Whether nothing is kept from anybody. */
  public boolean all() {
    return hiddenProjects.isEmpty() && hiddenIssues.isEmpty() && archivedIssues.isEmpty();
  }

  /** Whether the account may browse the project. */
  public boolean showsProject(String key) {
    return !hiddenProjects.contains(key);
  }

  /** Whether the account may see the issue. */
  public boolean shows(Issue issue) {
    return showsProject(issue.projectKey()) && !hiddenIssues.contains(issue.id());
  }

  /** Whether a query finds the issue. */
  public boolean finds(Issue issue) {
    return shows(issue) && !archivedIssues.contains(issue.id());
  }

  /** The same with a project hidden, or shown again. */
  public Visibility project(String key, boolean hidden) {
    return new Visibility(changed(hiddenProjects, key, hidden), hiddenIssues, archivedIssues);
  }

  /** The same with an issue hidden, or shown again. */
  public Visibility issue(long id, boolean hidden) {
    return new Visibility(hiddenProjects, changed(hiddenIssues, id, hidden), archivedIssues);
  }

  /** The same with an issue archived, or restored. */
  public Visibility archived(long id, boolean archived) {
    return new Visibility(hiddenProjects, hiddenIssues, changed(archivedIssues, id, archived));
  }

  private static <T> Set<T> changed(Set<T> before, T one, boolean in) {
    Set<T> after = new HashSet<>(before);
    if (in) {
      after.add(one);
    } else {
      after.remove(one);
    }
    return Set.copyOf(after);
  }
}
