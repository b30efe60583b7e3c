package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.FieldValues;
import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.edit.ChangeItem.Name;
import io.issuestream.sandbox.edit.ChangeItem.Side;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes, edits, moves and deletes issues. {@code updated} is the server's time, but always later
 * than it was for the issue, so that no change can hide behind the one before it; unless times are
 * kept to the second.
 */
public final class IssueEdits {
  /** Above the ids that real and generated histories have. */
  private static final long FIRST_HISTORY = 900_000_000L;

  private final JiraData data;
  private final InstantSource clock;
  private final Account author;
  private final boolean wholeSeconds;

  /** Edits made by this account at this clock's time. */
  public IssueEdits(JiraData data, InstantSource clock, Account author) {
    this(data, clock, author, false);
  }

  /**
   * The same.
   *
   * @param wholeSeconds whether times are kept to the second, as many servers do: edits within one
   *     second then leave {@code updated} as it is
   */
  public IssueEdits(JiraData data, InstantSource clock, Account author, boolean wholeSeconds) {
    this.data = data;
    this.clock = clock;
    this.author = author;
    this.wholeSeconds = wholeSeconds;
  }

  /**
   * Makes an issue with the next free key of a project.
   *
   * @param fields its first values, as an edit takes them; what is not given is as in a new issue
   * @param id its id, or null for one above all before
   * @throws EditRefused if the project or a value is not known, or the id is taken
   */
  public Issue create(String projectKey, Map<String, JsonNode> fields, @Nullable Long id) {
    return data.change(() -> {
      ProjectIssues target = target(projectKey);
      long used = id == null ? data.lastId() + 1 : id;
      if (used < 1 || data.find(Long.toString(used)) != null) {
        throw EditRefused.because("The id " + used + " is taken or not positive.");
      }
      Issue bare = new NewIssue(data, author).make(target, used, now(0));
      List<FieldEdit> values = new ArrayList<>();
      FieldEdits edits = new FieldEdits(data);
      fields.forEach((name, value) -> {
        FieldEdit change = edits.of(bare, name, value);
        if (change != null) {
          values.add(change);
          resolution(bare, change, fields, edits, values);
        }
      });
      Issue made = changed(bare, values);
      data.add(made, clock.instant());
      return made;
    });
  }

  private static Issue changed(Issue bare, List<FieldEdit> values) {
    FieldValues all = bare.values();
    long[] sprints = bare.sprintIds();
    for (FieldEdit each : values) {
      if (each.sprintIds() == null) {
        all = all.with(each.field(), each.value());
      } else {
        sprints = each.sprintIds();
      }
    }
    return bare.with(sprints, all);
  }

  /**
   * Sets fields. A field that has the value already is left alone; where none changes, nothing
   * does.
   *
   * @throws EditRefused if the issue, a field's value or a name in it is not known
   */
  public Issue edit(String idOrKey, Map<String, JsonNode> fields) {
    return data.change(() -> {
      Issue before = found(idOrKey);
      FieldEdits edits = new FieldEdits(data);
      List<FieldEdit> changes = new ArrayList<>();
      fields.forEach((name, value) -> {
        FieldEdit change = edits.of(before, name, value);
        if (change != null) {
          changes.add(change);
          resolution(before, change, fields, edits, changes);
        }
      });
      return changes.isEmpty() ? before : apply(before, changes);
    });
  }

  /**
   * Moves an issue to another project, where it gets the next free key; the old key keeps leading
   * to it.
   *
   * @throws EditRefused if either is not known
   */
  public Issue move(String idOrKey, String projectKey) {
    return data.change(() -> {
      Issue before = found(idOrKey);
      ProjectIssues target = target(projectKey);
      if (projectKey.equals(before.projectKey())) {
        throw EditRefused.because("The issue is in project " + projectKey + " already.");
      }
      long number = target.lastNumber() + 1;
      String key = projectKey + "-" + number;
      Project from = project(before.projectKey());
      Project to = target.project();
      JsonBytes project = new JsonBytes();
      to.writeTemplate(project);
      ChangeItem moved = new ChangeItem(Name.of("project"), "project", side(from), side(to));
      ChangeItem renamed =
          new ChangeItem(Name.of("Key"), null, Side.text(before.key()), Side.text(key));
      FieldValues values =
          before.values().with(data.fields().field("project", Role.PLAIN), project.toByteArray());
      return put(before, key, projectKey, before.sprintIds(), values, List.of(moved, renamed));
    });
  }

  /**
   * Deletes an issue; none of its keys leads anywhere afterwards.
   *
   * @throws EditRefused if it is not known
   */
  public void delete(String idOrKey) {
    data.change(() -> {
      data.remove(found(idOrKey), clock.instant());
      return true;
    });
  }

  private Issue apply(Issue before, List<FieldEdit> changes) {
    Issue with = changed(before, changes);
    List<ChangeItem> items =
        changes.stream().map(FieldEdit::item).filter(Objects::nonNull).toList();
    return put(before, before.key(), before.projectKey(), with.sprintIds(), with.values(), items);
  }

  /** The time of a change, never earlier than the one before it. */
  private long now(long before) {
    long now = clock.instant().toEpochMilli();
    return wholeSeconds
        ? Math.max(Math.floorDiv(now, 1000L) * 1000, before)
        : Math.max(now, before + 1);
  }

  private Issue put(
      Issue before,
      String key,
      String project,
      long[] sprints,
      FieldValues values,
      List<ChangeItem> items) {
    long updated = now(before.updated());
    String time = JiraTime.text(updated);
    Field field = data.fields().field("updated", Role.PLAIN);
    FieldValues stamped = values.with(field, new JsonBytes().string(time).toByteArray());
    Histories known = before.histories() == null ? Histories.none() : before.histories();
    JsonBytes history =
        new JsonBytes()
            .ascii("{\"id\":\"")
            .number(FIRST_HISTORY + data.nextChange())
            .ascii("\",\"author\":");
    Template.user(history, data.accounts().number(author));
    history.ascii(",\"created\":").string(time).ascii(",\"items\":[");
    for (int i = 0; i < items.size(); i++) {
      history.ascii(i == 0 ? "" : ",");
      items.get(i).write(history);
    }
    history.ascii("]}");
    Issue after =
        new Issue(
            before.id(),
            key,
            project,
            Issue.numberOf(key),
            before.created(),
            updated,
            sprints,
            stamped,
            known.plus(history, updated));
    data.replace(before, after, clock.instant());
    return after;
  }

  /**
   * As Jira's usual workflow does: done means resolved, and leaving done takes the resolution away.
   */
  private void resolution(
      Issue before,
      FieldEdit change,
      Map<String, JsonNode> fields,
      FieldEdits edits,
      List<FieldEdit> changes) {
    if (!change.field().id().equals("status") || fields.containsKey("resolution")) {
      return;
    }
    boolean done = new String(change.value(), StandardCharsets.UTF_8).contains("\"key\":\"done\"");
    boolean resolved =
        !edits.current(before, data.fields().field("resolution", Role.PLAIN)).isNull();
    if (done == resolved) {
      return;
    }
    JsonNode resolution =
        done ? Json.object().put("id", "10000").put("name", "Done") : Json.MAPPER.nullNode();
    addIfChanged(edits.of(before, "resolution", resolution), changes);
    JsonNode date =
        done
            ? Json.MAPPER.valueToTree(JiraTime.text(clock.instant().toEpochMilli()))
            : Json.MAPPER.nullNode();
    FieldEdit dated = edits.of(before, "resolutiondate", date);
    if (dated != null) {
      changes.add(new FieldEdit(dated.field(), dated.value(), null, null));
    }
  }

  private static void addIfChanged(@Nullable FieldEdit edit, List<FieldEdit> changes) {
    if (edit != null) {
      changes.add(edit);
    }
  }

  private Issue found(String idOrKey) {
    Issue issue = data.find(idOrKey);
    if (issue == null) {
      throw EditRefused.unknownIssue(idOrKey);
    }
    return issue;
  }

  private ProjectIssues target(String key) {
    ProjectIssues target = data.projects().get(key);
    if (target == null) {
      throw EditRefused.because(
          "There is no project %s; known are %s.".formatted(key, data.projects().keySet()));
    }
    return target;
  }

  private Project project(String key) {
    ProjectIssues issues = data.projects().get(key);
    if (issues == null) {
      throw new IllegalStateException("no project " + key);
    }
    return issues.project();
  }

  private static Side side(Project project) {
    return Side.of(Long.toString(project.id()), project.name());
  }
}
