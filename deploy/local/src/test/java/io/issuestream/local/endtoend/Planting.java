package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.verify.Difference;
import io.issuestream.local.verify.Outcome;
import io.issuestream.local.verify.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes rows wrong, place by place, of the few hand-written issues, and has them found. */
record Planting(Verifying verifying) {

  void assertAll() {
    Report.Team before = verifying.equal(true);
    assertThat(before.figures()).as("a sprint, a flow and a repository").isGreaterThanOrEqualTo(3);
    assertThat(places(before, "jira.issues", "WALK"))
        .containsExactly(
            "jira 4", "sync-worker 4", "jira.issues 4", "metrics-service 4", "insights-service 4");
    assertThat(places(before, "code.pull-requests", "example/walk"))
        .containsExactly("integration-service 2", "code.pull-requests 2", "insights-service 2");
    assertThat(places(before, "user.matches", ""))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("user-matcher ");

    namesWhatIsInOnePlaceOtherwise();
    namesAFigureThatCountsTwice();

    assertThat(verifying.equal(false).rows()).isEqualTo(before.rows());
  }

  private void namesWhatIsInOnePlaceOtherwise() {
    age(ServiceSpec.SYNC_WORKER, "issue", "jira_id = 10001", 1);
    age(ServiceSpec.METRICS, "issue_fact", "issue_id = 10002", -1);
    age(ServiceSpec.INTEGRATION, "pull_request", "number = 8", 1);
    verifying.change(
        ServiceSpec.INSIGHTS,
        1,
        "create table taken as select * from flow_metrics where team_id = 'walk'",
        "delete from flow_metrics where team_id = 'walk'");

    Report wrong = verifying.run(false);

    assertThat(wrong.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(wrong.differences())
        .extracting(Difference::kind, Difference::id, Difference::odd)
        .containsExactly(
            tuple("jira.issues", "10001", List.of("sync-worker")),
            tuple("jira.issues", "10002", List.of("metrics-service")),
            tuple("code.pull-requests", "example/walk#8", List.of("integration-service")),
            tuple("metrics.flow", "WALK", List.of("insights-service")));
    Map<String, String> places = new LinkedHashMap<>(wrong.differences().get(1).places());
    assertThat(places.remove("metrics-service")).isEqualTo("revision 0");
    assertThat(places.values()).containsExactly("revision 1", "revision 1", "revision 1");
    assertThat(wrong.differences().getLast().places()).containsEntry("insights-service", "absent");

    age(ServiceSpec.SYNC_WORKER, "issue", "jira_id = 10001", -1);
    age(ServiceSpec.METRICS, "issue_fact", "issue_id = 10002", 1);
    age(ServiceSpec.INTEGRATION, "pull_request", "number = 8", -1);
    verifying.change(ServiceSpec.INSIGHTS, 1, "insert into flow_metrics select * from taken");
  }

  private void age(ServiceSpec service, String table, String which, int by) {
    verifying.change(
        service,
        1,
        "update %s set revision = revision + %d where team_id = 'walk' and %s"
            .formatted(table, by, which));
  }

  private void namesAFigureThatCountsTwice() {
    committed(2, 3);

    Report wrong = verifying.run(false);

    assertThat(wrong.differences())
        .extracting(Difference::kind, Difference::id, Difference::odd, one -> one.places().keySet())
        .containsExactly(
            tuple(
                "metrics.sprints",
                "501",
                List.of("metrics-service"),
                Set.of("metrics-service", "metrics.sprints", "insights-service")),
            tuple(
                "metrics.sprints",
                "501",
                List.of("metrics-service"),
                Set.of("metrics-service", "worked out afresh")));
    committed(3, 2);
  }

  private void committed(int from, int to) {
    verifying.change(
        ServiceSpec.METRICS,
        1,
        """
        update sprint_metrics set data = convert_to(replace(convert_from(data, 'UTF8'),
          '"committed":{"issues":%d', '"committed":{"issues":%d'), 'UTF8')
        where team_id = 'walk' and sprint_id = 501
        """
            .formatted(from, to));
  }

  private static List<String> places(Report.Team team, String kind, String project) {
    return team.rows().stream()
        .filter(row -> row.kind().equals(kind) && row.project().equals(project))
        .flatMap(row ->
            row.places().entrySet().stream()
                .map(place -> place.getKey() + " " + place.getValue().count()))
        .toList();
  }
}
