package io.issuestream.local.chaos;

import static org.awaitility.Awaitility.await;

import io.issuestream.local.parts.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Has every figure worked out once more from the facts as they stand: those stored must come out
 * again. A figure that missed a change, or counted one twice, does not.
 */
record Recomputed(ReplicatedStack stack) implements Agreement {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public List<String> differences() {
    Map<String, String> before = figures();
    stack.execute(
        ServiceSpec.METRICS,
        """
        insert into recompute_mark (team_id, kind, subject)
        select team_id, 'sprint', sprint_id::text from sprint
        union select team_id, 'flow', project_key from issue_fact
        on conflict do nothing;
        select pg_notify('metrics_marks', '')
        """);
    stack.execute(
        ServiceSpec.INSIGHTS,
        """
        insert into work_mark (team_id, kind, subject)
        select distinct team_id, 'linkage', repository from pull_request
        union select distinct team_id, 'insights', '' from issue;
        select pg_notify('insights_work', '')
        """);
    await("everything to be worked out again")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            stack.number(ServiceSpec.METRICS, "select count(*) from recompute_mark") == 0
                && stack.number(ServiceSpec.INSIGHTS, "select count(*) from work_mark") == 0);
    Map<String, String> after = figures();
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<String> found = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        found.add(
            "worked out again, %s is %s, not %s".formatted(key, after.get(key), before.get(key)));
      }
    }
    return found;
  }

  /** Revisions move exactly when a figure does. */
  private Map<String, String> figures() {
    Map<String, String> figures = new TreeMap<>();
    for (String table : List.of("sprint_metrics/sprint_id", "flow_metrics/project_key")) {
      add(figures, ServiceSpec.METRICS, table);
    }
    for (String table : List.of("pr_linkage/repository", "insight/insight_id")) {
      add(figures, ServiceSpec.INSIGHTS, table);
    }
    return figures;
  }

  private void add(Map<String, String> figures, ServiceSpec service, String table) {
    String name = table.substring(0, table.indexOf('/'));
    String key = table.substring(table.indexOf('/') + 1);
    stack.query(
        service,
        "select team_id || '/' || %s::text, revision::text from %s".formatted(key, name),
        row -> figures.put(name + " " + row.getString(1), "revision " + row.getString(2)));
  }
}
