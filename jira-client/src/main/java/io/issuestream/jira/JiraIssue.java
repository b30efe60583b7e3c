package io.issuestream.jira;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue as read from Jira. What Jira left out, hid or wrote in a shape nobody knows is null or
 * empty; nothing is guessed.
 *
 * @param id Jira's number, which survives moves
 * @param key present key
 * @param project its project; id empty where only the key told it
 * @param summary title; null in a few real issues
 * @param type issue type
 * @param status present status
 * @param resolution null while unresolved; done issues may lack one
 * @param assignee null when unassigned
 * @param reporter null when unknown
 * @param creator null when unknown
 * @param priority name of the priority; null where the project has none
 * @param labels in Jira's order
 * @param parentKey key of the parent issue (of a sub-task, or of a child of an epic)
 * @param epicKey key of the epic it belongs to
 * @param storyPoints estimate without trailing zeros; null when unestimated, never 0 instead
 * @param sprints every sprint it is or was in, in Jira's order, each once
 * @param created when it was created
 * @param updated when it last changed; whole seconds on many servers
 * @param resolved when the resolution was set
 * @param changelog its history, as far as it came along
 */
public record JiraIssue(
    long id,
    String key,
    JiraProject project,
    @Nullable String summary,
    Type type,
    Status status,
    @Nullable Resolution resolution,
    @Nullable JiraUser assignee,
    @Nullable JiraUser reporter,
    @Nullable JiraUser creator,
    @Nullable String priority,
    List<String> labels,
    @Nullable String parentKey,
    @Nullable String epicKey,
    @Nullable BigDecimal storyPoints,
    List<JiraSprint> sprints,
    Instant created,
    Instant updated,
    @Nullable Instant resolved,
    Changelog changelog) {

  /** Keeps the lists from changing. */
  public JiraIssue {
    labels = List.copyOf(labels);
    sprints = List.copyOf(sprints);
  }

  /** Keys it had before it was moved, oldest first, as its changelog tells. */
  public List<String> formerKeys() {
    List<String> keys = new ArrayList<>();
    for (Changelog.Change change : changelog.changes()) {
      String former = change.fromText();
      if (change.field() == Changelog.Field.KEY
          && former != null
          && !former.equals(key)
          && !keys.contains(former)) {
        keys.add(former);
      }
    }
    return List.copyOf(keys);
  }

  /**
   * An issue type.
   *
   * @param id Jira's id, empty when not told
   * @param name as the site calls it, in its language
   * @param subtask whether issues of it live below another issue
   */
  public record Type(String id, String name, boolean subtask) {}

  /**
   * A status.
   *
   * @param id Jira's id, empty when not told
   * @param name as the site calls it, in its language
   * @param category what it means, the same on every site
   */
  public record Status(String id, String name, Category category) {}

  /** What a status means, by {@code statusCategory.key}; names and ids are not to be trusted. */
  public enum Category {
    /** {@code new}. */
    TODO,
    /** {@code indeterminate}. */
    IN_PROGRESS,
    /** {@code done}. */
    DONE,
    /** {@code undefined}, or not told. */
    UNKNOWN
  }

  /**
   * A resolution.
   *
   * @param id Jira's id, empty when not told
   * @param name as the site calls it
   */
  public record Resolution(String id, String name) {}
}
