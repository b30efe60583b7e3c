package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueState;
import io.issuestream.sync.sql.PackedBytes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Issues as columns, in the order of their ids so that two writers lock rows in the same order. */
final class IssueColumns {

  /** Writes issues and raw issues; answers how many issues. A lost race writes fewer. */
  static final String UPSERT =
      """
      with packed as materialized (select decode($32, 'base64') as bytes),
      incoming as (
        select * from unnest(
          $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::text[],
          $12::text[], $13::text[], $14::boolean[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],
          $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::bigint[], $26::text[], $27::text[],
          $28::text[], $29::text[], $30::text[], $31::text[], $33::int[], $34::int[], $35::int[])
        as t(jira_id, project_id, project_key, issue_key, former_keys, revision, content_hash, summary,
          type_id, type_name, subtask, status_id, status_name, status_category, assignee, reporter,
          priority, labels, parent_key, epic_key, story_points, sprint_id, sprint_name, sprint_ids,
          created_at, updated_at, resolved_at, cycle_time_hours, raw_offset, raw_length, raw_size)),
      kept as (
        insert into issue_raw as r (team_id, jira_id, raw, raw_size)
        select $1, jira_id, substring(packed.bytes from raw_offset for raw_length), raw_size from incoming, packed
        on conflict (team_id, jira_id) do update set raw = excluded.raw, raw_size = excluded.raw_size),
      written as (
        insert into issue as i
          (team_id, jira_id, project_id, project_key, issue_key, former_keys, revision, content_hash,
           read_epoch, read_rank, summary, type_id, type_name, subtask, status_id, status_name, status_category,
           assignee_person_id, reporter_person_id, priority, labels, parent_key, epic_key, story_points,
           sprint_id, sprint_name, sprint_ids, created_at, updated_at, resolved_at, cycle_time_hours)
        select $1, jira_id, project_id, project_key, issue_key, string_to_array(former_keys, E'\\x1f'), revision,
           content_hash::uuid, $2, $3, summary, type_id, type_name, subtask, status_id, status_name, status_category,
           assignee, reporter, priority, string_to_array(labels, E'\\x1f'), parent_key, epic_key,
           story_points::numeric, sprint_id, sprint_name, string_to_array(sprint_ids, E'\\x1f')::bigint[],
           created_at::timestamptz, updated_at::timestamptz, resolved_at::timestamptz, cycle_time_hours::numeric
        from incoming
        on conflict (team_id, jira_id) do update
          set project_id = excluded.project_id, project_key = excluded.project_key, issue_key = excluded.issue_key,
              former_keys = excluded.former_keys, revision = excluded.revision,
              content_hash = excluded.content_hash, read_epoch = excluded.read_epoch,
              read_rank = excluded.read_rank, deleted = false, visibility = 'visible', absent_censuses = 0, summary = excluded.summary,
              type_id = excluded.type_id, type_name = excluded.type_name, subtask = excluded.subtask,
              status_id = excluded.status_id, status_name = excluded.status_name,
              status_category = excluded.status_category, assignee_person_id = excluded.assignee_person_id,
              reporter_person_id = excluded.reporter_person_id, priority = excluded.priority,
              labels = excluded.labels, parent_key = excluded.parent_key, epic_key = excluded.epic_key,
              story_points = excluded.story_points, sprint_id = excluded.sprint_id,
              sprint_name = excluded.sprint_name, sprint_ids = excluded.sprint_ids,
              created_at = excluded.created_at, updated_at = excluded.updated_at,
              resolved_at = excluded.resolved_at, cycle_time_hours = excluded.cycle_time_hours
          where i.revision = excluded.revision - 1
        returning 1)
      select count(*) from written
      """;

  /** Between the parts of a list in one column: unnest takes no ragged arrays of arrays. */
  private static final String SEPARATOR = "\u001f";

  private final List<Acceptance.Changed> changed;

  IssueColumns(List<Acceptance.Changed> changed) {
    this.changed =
        changed.stream()
            .sorted(Comparator.comparingLong(change -> change.issue().state().id()))
            .toList();
  }

  GenericExecuteSpec bindTo(GenericExecuteSpec statement, String teamId, long epoch, int rank) {
    var raw = PackedBytes.of(changed.stream().map(change -> change.issue().raw()).toList());
    return statement
        .bind(0, teamId)
        .bind(1, epoch)
        .bind(2, (short) rank)
        .bind(3, numbers(IssueState::id))
        .bind(4, texts(IssueState::projectId))
        .bind(5, texts(IssueState::projectKey))
        .bind(6, texts(IssueState::key))
        .bind(7, lists(IssueState::formerKeys))
        .bind(8, changed.stream().map(change -> change.event().revision()).toArray(Long[]::new))
        .bind(
            9,
            changed.stream().map(change -> change.issue().hash().toString()).toArray(String[]::new))
        .bind(10, texts(IssueState::summary))
        .bind(11, texts(state -> state.issueType().id()))
        .bind(12, texts(state -> state.issueType().name()))
        .bind(13, states(state -> state.issueType().subtask()).toArray(Boolean[]::new))
        .bind(14, texts(state -> state.status().id()))
        .bind(15, texts(state -> state.status().name()))
        .bind(16, texts(state -> state.status().category().toString()))
        .bind(17, texts(IssueState::assigneePersonId))
        .bind(18, texts(IssueState::reporterPersonId))
        .bind(19, texts(IssueState::priority))
        .bind(20, lists(IssueState::labels))
        .bind(21, texts(IssueState::parentKey))
        .bind(22, texts(IssueState::epicKey))
        .bind(23, decimals(IssueState::storyPoints))
        .bind(24, numbers(IssueState::sprintId))
        .bind(25, texts(IssueState::sprintName))
        .bind(26, lists(state -> state.sprintIds().stream().map(String::valueOf).toList()))
        .bind(27, times(IssueState::created))
        .bind(28, times(IssueState::updated))
        .bind(29, times(IssueState::resolutionDate))
        .bind(30, decimals(IssueState::cycleTimeHours))
        .bind(31, raw.base64())
        .bind(32, raw.offsets())
        .bind(33, raw.lengths())
        .bind(34, changed.stream().map(change -> change.issue().rawSize()).toArray(Integer[]::new));
  }

  private <T extends @Nullable Object> java.util.stream.Stream<T> states(
      Function<IssueState, T> column) {
    return changed.stream().map(change -> column.apply(change.issue().state()));
  }

  private Long[] numbers(Function<IssueState, @Nullable Long> column) {
    return states(column).toArray(Long[]::new);
  }

  private String[] texts(Function<IssueState, @Nullable String> column) {
    return states(column).map(IssueColumns::storable).toArray(String[]::new);
  }

  private String[] lists(Function<IssueState, List<String>> column) {
    return states(column)
        .map(parts ->
            parts.stream().map(IssueColumns::storable).collect(Collectors.joining(SEPARATOR)))
        .toArray(String[]::new);
  }

  private String[] times(Function<IssueState, @Nullable Instant> column) {
    return states(column).map(time -> time == null ? null : time.toString()).toArray(String[]::new);
  }

  private String[] decimals(Function<IssueState, @Nullable BigDecimal> column) {
    return states(column)
        .map(number -> number == null ? null : number.toPlainString())
        .toArray(String[]::new);
  }

  /** PostgreSQL's text holds no NUL; the event, made from the same state, keeps it. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf(0) < 0 ? text : text.replace("\0", "");
  }
}
