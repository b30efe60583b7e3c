package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.local.parts.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What releases beside this one leave on the running services: the next one's migrations, and
 * events as the next one and the one before write them. Both kinds of event differ by optional
 * properties alone, which is all that the contracts' compatibility check lets through.
 */
record OtherRelease(ReplicatedStack stack, String team) {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int ISSUES = 40;

  /** A new column, that who writes now fills nothing into. */
  private static final String NEW_COLUMN =
      " add column if not exists of_the_next_release text not null default 'new'";

  private static final String TABLES =
      """
      select c.oid::regclass::text from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.relname not like 'databasechangelog%'
      """;

  private static final String DATA = "convert_from(s.data, 'UTF8')::jsonb";

  private record Written(long id, long revision) {}

  /**
   * Migrates a service's database, while its replicas run: every table there is, one a transaction,
   * since two locked tables are what a deadlock with those who work is made of.
   */
  void expand(ServiceSpec service) {
    stack
        .query(service, TABLES, row -> row.getString(1))
        .forEach(table -> stack.execute(service, "alter table " + table + NEW_COLUMN));
  }

  /** Has issues published with properties that this release has never heard of. */
  void writeNewer() {
    assertTaken(
        "newer",
        write(
            "jira_id",
            "jsonb_set(jsonb_set("
                + DATA
                + ", '{ofTheNextRelease}', '{\"a\": [1]}'), '{issue,ofTheNextRelease}', '\"new\"')"));
  }

  /** Has issues published without properties that an earlier release did not have. */
  void writeOlder() {
    assertTaken(
        "older",
        write(
            "jira_id desc",
            DATA
                + " #- '{issue,priority}' #- '{issue,parentKey}' #- '{issue,epicKey}'"
                + " #- '{issue,sprintName}' #- '{issue,reporterPersonId}'"));
  }

  /** Writes issues' states once more, as a sync does, with other data. */
  private List<Written> write(String order, String data) {
    return stack.query(
        ServiceSpec.SYNC_WORKER,
        """
        with raised as (
          update issue i set revision = i.revision + 1
          where team_id = '%1$s' and jira_id in (
            select jira_id from issue
            where team_id = '%1$s' and not deleted and visibility = 'visible'
            order by %2$s limit %3$d for update)
          returning jira_id, revision),
        written as (
          update outbox_state s
          set revision = r.revision, event_time = clock_timestamp(),
            data = convert_to(jsonb_set(%4$s, '{revision}', to_jsonb(r.revision))::text, 'UTF8')
          from raised r
          where s.topic = 'jira.issues' and s.message_key = '%1$s/' || r.jira_id
          returning s.shard, s.topic, s.message_key, s.revision),
        marked as (
          insert into outbox_mark (shard, topic, message_key, revision)
          select shard, topic, message_key, revision from written
          on conflict (shard, topic, message_key) do update set revision = excluded.revision
          returning 1)
        select r.jira_id, r.revision, pg_notify('issuestream_outbox', '')
        from raised r, (select count(*) as n from marked) as all_marked
        """
            .formatted(team, order, ISSUES, data),
        row -> new Written(row.getLong(1), row.getLong(2)));
  }

  /** Both services that follow issues have come to these revisions, or past them. */
  private void assertTaken(String what, List<Written> written) {
    assertThat(written).hasSize(ISSUES);
    for (ServiceSpec service : List.of(ServiceSpec.METRICS, ServiceSpec.INSIGHTS)) {
      String table = service.equals(ServiceSpec.METRICS) ? "issue_fact" : "issue";
      String values =
          written.stream()
              .map(each -> "(%d, %d)".formatted(each.id(), each.revision()))
              .collect(Collectors.joining(", "));
      await(service.name() + " to take " + what + " events")
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(200))
          .until(() ->
              stack.number(
                      service,
                      """
                      select count(*) from (values %s) as w (id, revision)
                      join %s held on held.team_id = '%s' and held.issue_id = w.id
                        and held.revision >= w.revision
                      """
                          .formatted(values, table, team))
                  == ISSUES);
    }
  }
}
